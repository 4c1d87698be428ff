"""Copyfitting: what leaves its place so that a side of a sheet needs no second page.

Rows that are filled in close up first; then go optional entries, then what somebody wrote, the longest
first, and last of all what is to be kept. Only whole items of a list go, from its end.
"""

import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from handout.model import Numbered

Slot: TypeAlias = tuple[str, str]
"""The id of an entry or a row, and that of a place to write on in it; none where all of an entry goes."""

PITCH: Slot = ("", "")
"""The slot of no entry: the distance of lines for a pen, which rows do not need that are filled in."""


class Step(NamedTuple):
    """So many items stay in a slot, and the others go on elsewhere."""

    slot: Slot
    left: int = 0


class Value(NamedTuple):
    """What fills a slot: how wide each of its items is, in points, and whether it goes last.

    The words that say where it goes on are *pointer* points wide.
    """

    slot: Slot
    widths: tuple[float, ...]
    pointer: float
    keep: bool = False

    def shortened(self, count: int) -> Iterator[Step]:
        """A step to so many items, if what goes is longer than the words that say so."""
        if sum(self.widths[count:]) > self.pointer:
            yield Step(self.slot, count)


def steps(optional: Iterable[Numbered], values: Sequence[Value]) -> Iterator[Step]:
    """All that can go, in the order in which it does."""
    yield Step(PITCH)
    yield from (Step((entry.id, "")) for entry in optional)
    for value in sorted(values, key=lambda value: -sum(value.widths)):
        if not value.keep:
            for count in reversed(range(len(value.widths))):
                yield from value.shortened(count)
    kept = {value: len(value.widths) for value in values if value.keep}
    while any(kept.values()):
        longest = max(kept, key=lambda value: sum(value.widths[: kept[value]]))
        kept[longest] -= 1
        yield from longest.shortened(kept[longest])


def chosen(possible: Sequence[Step], fits: Callable[[Sequence[Step]], bool]) -> Sequence[Step]:
    """The first of the *possible* steps that make it fit, without those that turn out not to be needed.

    What goes last comes back first. None where all are not enough: then nothing is gained by any.
    """
    counts = range(1, len(possible) + 1)
    count = 1 + bisect.bisect_left(counts, True, key=lambda count: fits(possible[:count]))
    if count > len(possible):
        return ()
    taken = possible[:count]
    for slot in reversed(dict.fromkeys(step.slot for step in taken)):
        taken = _restored(taken, slot, fits)
    return taken


def _restored(taken: Sequence[Step], slot: Slot, fits: Callable[[Sequence[Step]], bool]) -> Sequence[Step]:
    """The steps with as few of one slot as still make it fit."""
    own = [step for step in taken if step.slot == slot]
    others = [step for step in taken if step.slot != slot]
    fewest = bisect.bisect_left(range(len(own)), True, key=lambda count: fits([*others, *own[:count]]))
    return [*others, *own[:fewest]]
