"""The problems of what is being read."""

from collections.abc import Callable, Iterable

from handout.errors import ContentError, Position, Problem


class Report:
    """The problems found so far.

    ``private`` is for personal files: messages then do not repeat what the file says.
    """

    def __init__(self, problems: Iterable[Problem] = (), *, private: bool = False) -> None:
        self._problems = list(problems)
        self._private = private

    def __len__(self) -> int:
        return len(self._problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, by place, each once."""
        return tuple(sorted(set(self._problems)))

    def note(self, at: Position, rule: str, message: str, hint: str = "") -> None:
        """Take in a problem."""
        self._problems.append(Problem(at, rule, message, hint))

    def add(self, problems: Iterable[Problem]) -> None:
        """Take in problems found elsewhere."""
        self._problems += problems

    def watch(self) -> Callable[[], bool]:
        """What tells later whether no problem was noted since."""
        before = len(self)
        return lambda: len(self) == before

    def quote(self, text: str) -> str:
        """Words of the file for a message, or “this” where they are nobody's business."""
        return "this" if self._private else f"“{text}”"

    def hint(self, text: str, known: Iterable[str]) -> str:
        """The nearest known name, else all if few; for a personal file all: the nearest tells too much."""
        return hint("" if self._private else text, known)

    def raise_if_any(self) -> None:
        """Raise ContentError with all problems, if there are any."""
        if self._problems:
            raise ContentError(self._problems)


def nearest(name: str, known: Iterable[str]) -> str:
    """What may have been meant by an unknown name: the nearest known one; nothing when none is near."""
    from difflib import get_close_matches  # slow to import, and only wrong names need it

    names = {candidate.lower(): candidate for candidate in known}
    # In a name of two letters, a single wrong one is half of it.
    cutoff = 0.5 if len(name) <= 3 else 0.6
    near = get_close_matches(name[:100].lower(), names, n=1, cutoff=cutoff)
    return f"did you mean “{names[near[0]]}”?" if near else ""


def hint(name: str, known: Iterable[str]) -> str:
    """The nearest known name, else all of them if they are few."""
    names = tuple(known)
    all_of_them = (
        f"known are {', '.join(f'“{candidate}”' for candidate in names)}" if 0 < len(names) <= 12 else ""
    )
    return nearest(name, names) or all_of_them
