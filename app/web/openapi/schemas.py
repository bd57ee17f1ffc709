"""结构. JSON Schema (2020-12) of our structs, as the strict decoder takes them and the encoder writes them.

msgspec's generator refuses unions that it cannot decode, which answers hold; Litestar's leaves requests open.
"""

from collections.abc import Callable, Iterable
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import FieldInfo

from app.intake import Foreign
from app.web.openapi.words import property_words, struct_words

Schema = dict[str, Any]
Meet = Callable[[type[msgspec.Struct]], None]
PLAIN: dict[Any, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    date: {"type": "string", "format": "date", "pattern": "^0{0,3}[1-9]"},  # RFC 3339 has a year 0000, we have none
    NoneType: {"type": "null"},
    object: {},
}
LIMITS = {
    "ge": "minimum",
    "le": "maximum",
    "min_length": "minLength",
    "max_length": "maxLength",
    "examples": "examples",
}
ITEM_LIMITS = {"min_length": "minItems", "max_length": "maxItems"}


def reference(struct: type[msgspec.Struct]) -> Schema:
    """引用. The reference to the component of a struct."""
    return {"$ref": f"#/components/schemas/{struct.__name__}"}


def components(structs: Iterable[type[msgspec.Struct]]) -> dict[str, Schema]:
    """组件. The schemas of the structs and of all they hold, by name."""
    found: dict[str, Schema] = {}
    left = list(structs)
    while left:
        struct = left.pop()
        if struct.__name__ not in found:
            found[struct.__name__] = _struct(struct, left.append)
    return dict(sorted(found.items()))


def schema_of(type_: Any, meet: Meet = lambda _: None) -> Schema:  # noqa: ANN401 (any type)
    """结构. The schema of one type; `meet` is told of each struct it refers to."""
    if type_ in PLAIN:
        return dict(PLAIN[type_])
    origin, arguments = get_origin(type_), get_args(type_)
    if origin is Annotated:
        return _limited(schema_of(arguments[0], meet), arguments[1])
    if origin is Literal:
        return {"type": "string", "enum": list(arguments)}
    if origin in (tuple, dict):
        held = schema_of(arguments[-1] if origin is dict else arguments[0], meet)
        return {"type": "array", "items": held} if origin is tuple else {"type": "object", "additionalProperties": held}
    if origin in (Union, UnionType):
        return _union(arguments, meet)
    meet(type_)
    return reference(type_)


def _limited(schema: Schema, meta: msgspec.Meta) -> Schema:
    names = LIMITS | ITEM_LIMITS if schema.get("type") == "array" else LIMITS
    limits = {names[name]: value for name in names if (value := getattr(meta, name)) is not None and value != []}
    return schema | limits | (meta.extra_json_schema or {})


def _union(types: tuple[Any, ...], meet: Meet) -> Schema:
    schemas = [schema_of(type_, meet) for type_ in types]
    references = [schema for schema in schemas if "$ref" in schema]
    if references and len(references) == len(schemas):
        return _tagged(types, references)
    if str in types and date in types:
        return {"type": sorted({schema["type"] for schema in schemas})}
    return {"anyOf": schemas}


def _tagged(structs: tuple[Any, ...], references: list[Schema]) -> Schema:
    tags = {
        struct.__struct_config__.tag: reference["$ref"] for struct, reference in zip(structs, references, strict=True)
    }
    if None in tags:
        return {"anyOf": references}
    tag_field = structs[0].__struct_config__.tag_field
    return {"oneOf": references, "discriminator": {"propertyName": tag_field, "mapping": tags}}


def _struct(struct: type[msgspec.Struct], meet: Meet) -> Schema:
    hints = get_type_hints(struct, include_extras=True)
    config = struct.__struct_config__
    fields = msgspec.structs.fields(struct)
    properties = {field.encode_name: _property(struct, field, hints[field.name], meet) for field in fields}
    # What we answer is complete but for what is not told; what we are asked may leave out all that has a default.
    complete = not (config.forbid_unknown_fields or config.omit_defaults or issubclass(struct, Foreign))
    required = [field.encode_name for field in fields if field.required or complete]
    if config.tag_field is not None:
        words = property_words(struct, config.tag_field)
        properties = {config.tag_field: {"const": config.tag, "type": "string", **words}} | properties
        required = [config.tag_field, *required]
    closed: Schema = {"additionalProperties": False} if config.forbid_unknown_fields else {}
    return {
        "type": "object",
        **struct_words(struct),
        "properties": properties,
        "required": required,
        **closed,
    }


def _property(
    struct: type[msgspec.Struct],
    field: FieldInfo,
    type_: Any,  # noqa: ANN401 (any type)
    meet: Meet,
) -> Schema:
    schema = schema_of(type_, meet) | property_words(struct, field.encode_name)
    if not field.required and struct.__struct_config__.forbid_unknown_fields:
        schema["default"] = list(field.default) if isinstance(field.default, tuple) else field.default
    return schema
