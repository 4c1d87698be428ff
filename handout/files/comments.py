"""Comments in a YAML file."""

from collections.abc import Iterator


def comment_lines(text: str, width: int, *, indent: str = "") -> Iterator[str]:
    """Comment lines of at most *width*, the wrapped ones indented; the author's own line ends stay."""
    from textwrap import wrap  # slow to import, and few commands write comments

    for line in text.splitlines():
        yield from wrap(
            line, width, initial_indent="# ", subsequent_indent=f"# {indent}", break_on_hyphens=False
        )
