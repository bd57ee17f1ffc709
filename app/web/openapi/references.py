"""引用. Tells Litestar to refer to our structs in OpenAPI, and remembers which it met."""

from typing import TYPE_CHECKING

import msgspec
from litestar.openapi.spec import Schema
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition
from typing_extensions import override

if TYPE_CHECKING:
    from litestar._openapi.schema_generation import SchemaCreator


class References(OpenAPISchemaPlugin):
    """引用. A plugin that gives every struct an empty component, for `schemas` to fill."""

    def __init__(self) -> None:
        self.met: list[type[msgspec.Struct]] = []

    @override
    def is_plugin_supported_field(self, field_definition: FieldDefinition) -> bool:
        return not field_definition.is_union and field_definition.is_subclass_of(msgspec.Struct)

    @override
    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: "SchemaCreator") -> Schema:
        self.met.append(field_definition.annotation)
        return schema_creator.create_component_schema(field_definition, required=[], property_fields={})
