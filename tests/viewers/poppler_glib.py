"""Fills a file in as Evince does: python3 poppler_glib.py SOURCE TARGET < ANSWERS.

An answer is a page (from 0), a point on it, and a text to type or true to tick. Runs in the system's Python,
which has the library.
"""

import json
import sys
from pathlib import Path

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402

source, target = (Path(path).resolve().as_uri() for path in sys.argv[1:])
document = Poppler.Document.new_from_file(source, None)
for number, (x, y), value in json.load(sys.stdin):
    places = [(place.field, place.area) for place in document.get_page(number).get_form_field_mapping()]
    (field,) = [field for field, area in places if area.x1 <= x <= area.x2 and area.y1 <= y <= area.y2]
    if value is True:
        field.button_set_state(True)
    else:
        field.text_set_text(value)
document.save(target)
