"""The three errors, and the problem they carry.

Whatever is wrong with an input is said in one shape: where it stands, what was found, what was
expected, how to mend it. All problems of one load or one profile are reported together.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

MOST_PROBLEMS = 100  # that an error spells out; the rest is counted
LONGEST_NAME = 100  # to search the nearest name for, which takes time that grows with its length


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input.

    Parameters
    ----------
    place
        Where it stands: ``path:line:column`` in a file, the key's path in a mapping.
    found
        What stands there.
    expected
        What would have been right.
    fix
        How to mend it, in the imperative.
    """

    place: str
    found: str
    expected: str
    fix: str

    def __str__(self) -> str:
        return f"{self.place}: found {self.found}; expected {self.expected}. {self.fix}"


class BalanceRulesError(Exception):
    """Anything the library refuses: what, where, and how to fix it.

    Attributes
    ----------
    problems
        The problems, the first `MOST_PROBLEMS` of them.
    count
        How many there are.
    """

    heading = "refused"

    def __init__(self, problems: Iterable[Problem], count: int | None = None) -> None:
        every = tuple(problems)
        self.problems, self.count = every[:MOST_PROBLEMS], count or len(every)
        super().__init__(str(self))

    def __str__(self) -> str:
        more = self.count - len(self.problems)
        head = f"{self.heading}: {self.count:,} problem{'s' if self.count != 1 else ''}"
        rest = [f"  and {more:,} more"] if more else []
        return "\n".join([head, *(f"  {problem}" for problem in self.problems), *rest])

    def __reduce__(self) -> tuple[type[BalanceRulesError], tuple[tuple[Problem, ...], int]]:
        return type(self), (self.problems, self.count)


class KnowledgeError(BalanceRulesError):
    """The knowledge base is malformed: every problem of the load, each with its place."""

    heading = "the knowledge cannot be used"


class FactError(BalanceRulesError):
    """A person's facts cannot be used: every problem of the input, each with its place."""

    heading = "the facts cannot be used"


class UnsupportedError(BalanceRulesError):
    """A back end has no meaning for a construct; it says so instead of skipping it."""

    heading = "not supported"

    def __init__(
        self,
        problems: Iterable[Problem] = (),
        count: int | None = None,
        *,
        rule: str = "",
        back_end: str = "",
        construct: str = "",
    ) -> None:
        if construct:
            problems = (
                Problem(rule, construct, f"a construct the {back_end} back end knows", "Use another back end."),
            )
        super().__init__(problems, count)


def nearest(name: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the name most like `name`, or None when nothing is close; one that holds all its words comes first.

    >>> nearest("hamstring_weaknes", ["hamstring_weakness", "quadriceps_weakness"])
    'hamstring_weakness'
    >>> nearest("left_hip", ["left_shin", "left_lateral_hip"])
    'left_lateral_hip'
    """
    if len(name) > LONGEST_NAME:
        return None
    every, words = list(names), set(name.split("_"))
    holding = [other for other in every if words <= set(other.split("_"))] if len(words) > 1 else []
    close = difflib.get_close_matches(name, holding or every, n=1, cutoff=cutoff) if every else []
    return close[0] if close else None


def shortened(text: str, longest: int = LONGEST_NAME) -> str:
    """Return a text in quotes as a problem names it, cut where it is long.

    >>> shortened("sitting"), shortened("x" * 9, 3)
    ("'sitting'", "'xxx…'")
    """
    return repr(text if len(text) <= longest else f"{text[:longest]}…")


def unknown_name(place: str, name: str, names: Iterable[str], what: str, fix: str = "", before: int = 0) -> Problem:
    """Return the problem of a name that nothing bears, with the nearest name that exists.

    `before` is how many problems there are already: beyond those that are spelled out no name is searched for.
    """
    guess = nearest(name, (other for other in names if other != name)) if before < MOST_PROBLEMS else None
    advice = f"Write {guess!r}?" if guess else fix or f"Use the id of a declared {what}."
    where = place if len(name) <= LONGEST_NAME else place.replace(name, f"{name[:LONGEST_NAME]}…")
    return Problem(where, shortened(name), f"the id of a known {what}", advice)
