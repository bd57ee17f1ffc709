"""文字. The words of the document, "中文 / English": from `words.toml` and the docstrings of structs."""

import inspect
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec


@cache
def words() -> dict[str, Any]:
    """文字. The words of the document, as the file holds them."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def struct_words(struct: type[msgspec.Struct]) -> dict[str, str]:
    """结构的说明. A docstring "中文. English" as a description "中文 / English"."""
    chinese, _, english = inspect.cleandoc(struct.__doc__ or "").partition(". ")
    return {"description": f"{chinese} / {' '.join(english.split())}"}


def property_words(struct: type[msgspec.Struct], name: str) -> dict[str, str]:
    """字段的说明. What a property is: in its struct, or wherever its name stands."""
    properties = words()["property"]
    text = properties.get(struct.__name__, {}).get(name) or properties["any"].get(name)
    return {"description": text} if text else {}
