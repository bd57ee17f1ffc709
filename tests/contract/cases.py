"""Random cases that fit the schema: lives as they are led, and as nobody could lead them."""

import random
from datetime import date, timedelta
from typing import Any

Schema = dict[str, Any]
LIKELY = (date(2018, 1, 1), date(2030, 12, 31))
EDGES = ("0001-01-01", "1899-12-31", "1900-01-01", "2024-02-29", "2100-12-31", "9999-12-31")
IDS = ("me", "mum", "dad", "son", "wife", "nanna", "sister_2", "x-man")
AREAS = ("430100", "430000", "431000", "439900", "430199", "440300", "000000", "999999", "230100")


class Cases:
    """A source of cases, drawn from the schema of the document; the same seed draws the same cases."""

    def __init__(self, document: Schema, seed: int) -> None:
        self._schemas = document["components"]["schemas"]
        self._random = random.Random(seed)

    def one(self, name: str = "Case") -> Any:
        self._wild = self._random.random() < 0.3
        return self._drawn(self._schemas[name], name.lower())

    def _drawn(self, schema: Schema, name: str) -> Any:
        if "$ref" in schema:
            return self._drawn(self._schemas[schema["$ref"].rsplit("/", 1)[1]], name)
        if choices := schema.get("anyOf") or schema.get("oneOf"):
            return self._drawn(self._random.choice(choices), name)
        if values := [schema["const"]] if "const" in schema else schema.get("enum"):
            return self._random.choice(values)
        return getattr(self, f"_{schema['type']}")(schema, name)

    def _object(self, schema: Schema, _name: str) -> Any:
        given = [key for key in schema["properties"] if key in schema["required"] or self._random.random() < 0.5]
        self._random.shuffle(given)
        return {key: self._drawn(schema["properties"][key], key) for key in given}

    def _array(self, schema: Schema, name: str) -> Any:
        most = min(schema["maxItems"], self._random.choice((0, 1, 3, 8, 30 if self._wild else 8)))
        found = [self._drawn(schema["items"], name) for _ in range(self._random.randint(0, most))]
        return sorted(found) if name == "years" and not self._wild else found

    def _integer(self, schema: Schema, _name: str) -> Any:
        low, high = schema["minimum"], schema["maximum"]
        if low == 1950 and not self._wild:
            low, high = 2020, 2029
        elif not self._wild:
            high = min(high, low + 4)
        return self._random.randint(low, high)

    def _boolean(self, _schema: Schema, _name: str) -> Any:
        return self._random.random() < 0.5

    def _null(self, _schema: Schema, _name: str) -> Any:
        return None

    def _string(self, schema: Schema, name: str) -> Any:
        if schema.get("format") == "date":
            return self._date(name)
        if schema["maxLength"] == 32:
            return self._random.choice(IDS)
        if schema["maxLength"] == 7:
            year = self._random.randint(1900, 2099) if self._wild else self._random.randint(2018, 2028)
            return f"{year}-{self._random.randint(1, 12):02}"
        return self._random.choice(AREAS) if self._random.random() < 0.9 else f"{self._random.randrange(10**6):06}"

    def _date(self, name: str) -> str:
        if self._wild and self._random.random() < 0.3:
            return self._random.choice(EDGES)
        first, last = (date(1, 1, 1), date(9999, 12, 31)) if self._wild else LIKELY
        if name == "birth_date" and not self._wild:
            first = date(1940, 1, 1)
        return (first + timedelta(self._random.randrange((last - first).days + 1))).isoformat()
