"""The three errors, and the problem they carry.

Whatever is wrong with an input is said in one shape: where it stands, what was found, what was
expected, how to mend it. All problems of one load or one profile are reported together.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


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
    """Anything the library refuses; `problems` says what, where and how to mend it."""

    heading = "refused"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(str(self))

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{self.heading}: {count} problem{'s' if count != 1 else ''}"
        return "\n".join([head, *(f"  {problem}" for problem in self.problems)])

    def __reduce__(self) -> tuple[type[BalanceRulesError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class KnowledgeError(BalanceRulesError):
    """The knowledge base is malformed: every problem of the load, each with its place."""

    heading = "the knowledge cannot be used"


class FactError(BalanceRulesError):
    """A person's facts cannot be used: every problem of the input, each with its place."""

    heading = "the facts cannot be used"


class UnsupportedError(BalanceRulesError):
    """A back end has no meaning for a construct; it says so instead of skipping it."""

    heading = "not supported"

    def __init__(self, problems: Iterable[Problem] = (), *, rule: str = "", back_end: str = "", construct: str = ""):
        if construct:
            problems = (
                Problem(rule, construct, f"a construct the {back_end} back end knows", "Use another back end."),
            )
        super().__init__(problems)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the name most like `name`, or None when nothing is close.

    >>> nearest("hamstring_weaknes", ["hamstring_weakness", "quadriceps_weakness"])
    'hamstring_weakness'
    """
    close = difflib.get_close_matches(name, list(names), n=1, cutoff=0.6)
    return close[0] if close else None


def unknown_name(place: str, name: str, names: Iterable[str], what: str, fix: str = "") -> Problem:
    """Return the problem of a name that nothing bears, with the nearest name that exists."""
    guess = nearest(name, (other for other in names if other != name))
    advice = f"Write {guess!r}?" if guess else fix or f"Use the id of a declared {what}."
    return Problem(place, f"{name!r}", f"the id of a known {what}", advice)
