"""The JSON Schema of all files of content, for editors that check while one types."""

from handout.content.handout import handout_schema
from handout.content.language import language_schema
from handout.content.references import references_schema
from handout.content.sheets import SheetContext, sheet_schema
from handout.files.base import JsonSchema
from handout.model import Handout


def content_schema(handout: Handout) -> JsonSchema:
    """The JSON Schema of each file of *handout*, Draft 2020-12: what a file holds tells which it is."""
    sheet = sheet_schema("", SheetContext(handout.language, handout.language, handout.readers)).json_schema()
    sheet["properties"]["id"] = {"enum": list(handout.ids)}
    known_by = {
        "stem": handout_schema(),
        "references": references_schema(),
        "tag": language_schema(handout.language),
    }
    schema = sheet
    for key, file in reversed(known_by.items()):
        schema = {"if": {"required": [key]}, "then": file.json_schema(), "else": schema}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of the content of handout",
        **schema,
    }
