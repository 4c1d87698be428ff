"""Hypothesis strategies for whatever a JSON Schema of the program takes, with a wrong value now and then."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

JsonSchema = dict[str, Any]

# Letters of all faces and of none, what has a meaning in YAML and in markup, and what no file may hold.
_LETTERS = (
    "aeinrstáñçèüßøκж脂😀 \u00a0\u202f.,;:!?¿¡«»“”‘’–-*_[](){}@#&%|>'\"\\/<\n\t0123456789\u200b\u202e\x07"
)
_WORDS = (
    "**",
    "[@",
    "[@canis2021]",
    "]{lang=it}",
    "](https://x.org)",
    "{page}",
    "(translate) ",
    "<b>",
    "112",
    "5 cm",
)
TEXTS = st.lists(st.text(_LETTERS, max_size=12) | st.sampled_from(_WORDS), max_size=8).map("".join)
_SCALARS = TEXTS | st.integers() | st.booleans() | st.none() | st.floats(allow_nan=False)
JUNK = st.recursive(
    _SCALARS, lambda one: st.lists(one, max_size=3) | st.dictionaries(TEXTS, one, max_size=3), max_leaves=5
)


def valid(json_schema: JsonSchema, *, odd: int) -> st.SearchStrategy[Any]:
    """Values that the schema takes, of which about one in *odd* is something else."""
    return st.deferred(
        lambda: st.integers(0, odd).flatmap(lambda n: JUNK if n == odd else _right(json_schema, odd))
    )


def _right(json_schema: JsonSchema, odd: int) -> st.SearchStrategy[Any]:
    if "const" in json_schema:
        return st.just(json_schema["const"])
    if "enum" in json_schema:
        return st.sampled_from(json_schema["enum"])
    for keyword in ("oneOf", "anyOf"):
        if keyword in json_schema:
            return st.one_of([valid(one, odd=odd) for one in json_schema[keyword]])
    match json_schema.get("type"):
        case "object":
            return _object(json_schema, odd)
        case "array":
            most = json_schema.get("maxItems", max(4, json_schema.get("minItems", 0)))
            return st.lists(
                valid(json_schema["items"], odd=odd),
                min_size=json_schema.get("minItems", 0),
                max_size=min(most, 12),
            )
        case "integer":
            return st.integers(json_schema.get("minimum"), json_schema.get("maximum"))
        case "number":
            return st.floats(json_schema.get("minimum"), json_schema.get("maximum"), allow_nan=False)
    return _text(json_schema)


def _object(json_schema: JsonSchema, odd: int) -> st.SearchStrategy[Any]:
    fields = {name: valid(one, odd=odd) for name, one in json_schema.get("properties", {}).items()}
    required = set(json_schema.get("required", ()))
    made = st.fixed_dictionaries(
        {name: one for name, one in fields.items() if name in required},
        optional={name: one for name, one in fields.items() if name not in required},
    )
    others = json_schema.get("additionalProperties")
    if isinstance(others, dict):
        return st.dictionaries(
            _text(json_schema.get("propertyNames", {})), valid(others, odd=odd), max_size=4
        )
    return made


def _text(json_schema: JsonSchema) -> st.SearchStrategy[str]:
    pattern = json_schema.get("pattern")
    if pattern is None or pattern == r"\S":
        return TEXTS.filter(str.strip)
    return st.from_regex(pattern, fullmatch=True).map(lambda text: text[:40])
