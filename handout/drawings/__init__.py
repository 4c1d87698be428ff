"""Drawings by name, each with the labels it needs; what paints them is imported where it is used."""

from __future__ import annotations

LABELS: dict[str, tuple[str, ...]] = {
    "low-back": (
        "spine",
        "iliac-crest",
        "psis",
        "sacrum",
        "nodules",
        "superior-cluneal",
        "middle-cluneal",
        "left",
        "right",
        "scale",
    ),
    "body": ("back", "front", "left", "right"),
    "ruler": ("length",),
}
