"""The errors, and the problems they carry.

Whatever is wrong with an input is said in one shape: where it stands, what was found, what was
expected, how to fix it. All problems of one load or one profile are reported together, in words and as data.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self, get_args

MOST_PROBLEMS = 100  # that an error spells out; the rest is counted
_NUMBERS = re.compile(r"\d+")
_SIDES = re.compile(r"left|right")
_WORDS = re.compile(r"[^\W_]+")
_SAME_LETTERS = 0.9  # of two names without the signs between their words
_CLOSE_ONES = 3  # of which the first that is a slip of the keyboard is suggested
LONGEST_NAME = 100  # to search the nearest name for, which takes time that grows with its length
FORMAT: Literal["balance_rules.error/1"] = "balance_rules.error/1"
PAGE = "reference/errors"  # of the documentation, where each code has its anchor

Code = Literal[
    "ambiguous",
    "between-steps",
    "cannot-write",
    "conflict",
    "contradiction",
    "cycle",
    "duplicate",
    "empty-answer",
    "invalid",
    "missing",
    "needs-extra",
    "nothing-there",
    "other-knowledge",
    "out-of-range",
    "out-of-resources",
    "syntax",
    "too-large",
    "unknown-layout",
    "unknown-name",
    "unknown-word",
    "unreadable",
    "unsupported",
    "wrong-date",
    "wrong-format",
    "wrong-type",
    "wrong-unit",
]
"""What kind of problem it is: stable, so that a program may act on it; each has its entry in the documentation."""

CODES: tuple[Code, ...] = get_args(Code)
Route = tuple[str | int, ...]
_IN_FILE = re.compile(r":(\d+)(?::(\d+))?\Z")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input.

    Parameters
    ----------
    place
        Where it stands, in words: ``path:line:column`` in a file, the key's path in a mapping.
    found
        What stands there.
    expected
        What would have been right.
    fix
        How to fix it, in the imperative.
    code
        What kind of problem it is: one of `CODES`.
    path
        Where it stands, as data: the keys and indices that lead to it; line and column where only these are
        known; nothing where it stands nowhere.
    """

    place: str
    found: str
    expected: str
    fix: str
    code: Code = "invalid"
    path: Route = ()

    def __post_init__(self) -> None:
        if not self.path:
            object.__setattr__(self, "path", self.position)

    def __str__(self) -> str:
        return f"{self.place}: found {self.found}; expected {self.expected}. {self.fix}"

    @property
    def position(self) -> tuple[int, ...]:
        """The line, and the column if it is known, where the place is one in a file; else nothing."""
        match = _IN_FILE.search(self.place)
        return tuple(int(number) for number in match.groups() if number) if match else ()

    @property
    def anchor(self) -> str:
        """The entry of the documentation that tells of such problems: ``reference/errors/#out-of-range``."""
        return f"{PAGE}/#{self.code}"

    @property
    def record(self) -> ProblemRecord:
        """The problem as plain data."""
        line, column = (*self.position, None, None)[:2]
        words = self.place, self.found, self.expected, self.fix
        return ProblemRecord(self.code, *words, self.path, line, column, self.anchor)


@dataclass(frozen=True, slots=True)
class ProblemRecord:
    """A problem as its JSON has it; `line` and `column` are null where the place is not one in a file."""

    code: Code
    place: str
    found: str
    expected: str
    fix: str
    path: Route
    line: int | None
    column: int | None
    anchor: str


@dataclass(frozen=True, slots=True)
class ErrorRecord:
    """An error as its JSON has it: `count` is how many problems there are, `problems` the first of them."""

    format: Literal["balance_rules.error/1"]
    error: str
    heading: str
    count: int
    problems: tuple[ProblemRecord, ...]


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

    @classmethod
    def of(cls, place: str, found: str, expected: str, fix: str, *, code: Code, path: Route = ()) -> Self:
        """The error of one problem, with the parts of a `Problem`.

        >>> print(FactError.of("facts: age", "900", "a number up to 120", "Check it.", code="out-of-range"))
        the facts cannot be used: 1 problem
          facts: age: found 900; expected a number up to 120. Check it.
        """
        return cls([Problem(place, found, expected, fix, code=code, path=path)])

    def __str__(self) -> str:
        more = self.count - len(self.problems)
        head = f"{self.heading}: {self.count:,} problem{'s' if self.count != 1 else ''}"
        rest = [f"  and {more:,} more"] if more else []
        return "\n".join([head, *(f"  {problem}" for problem in self.problems), *rest])

    def to_dict(self) -> dict[str, Any]:
        """The error as plain data of the format ``balance_rules.error/1``.

        >>> FactError([Problem("facts: age", "900", "a number", "Check it.", "out-of-range")]).to_dict()["count"]
        1
        """
        problems = tuple(problem.record for problem in self.problems)
        return asdict(ErrorRecord(FORMAT, type(self).__name__, self.heading, self.count, problems))

    def to_json(self, *, indent: int | None = None) -> str:
        """The error as JSON of the format ``balance_rules.error/1``."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False)

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

    @classmethod
    def without(cls, extra: str, found: str, expected: str) -> Self:
        """The error of a library that is not there, with how to install the extra that has it."""
        fix = f"Install it: pip install 'balance-rules[{extra}]'."
        return cls.of(extra, found, expected, fix, code="needs-extra")

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
            expected, fix = f"a construct the {back_end} back end knows", "Use another back end."
            problems = (Problem(rule, construct, expected, fix, code="unsupported"),)
        super().__init__(problems, count)


def nearest(name: str, names: Iterable[str], cutoff: float = 0.6, *, more: bool = False) -> str | None:
    """Return the name most like `name`, or None when nothing is close.

    A name with other numbers is another test or another study, one of the other side is the other leg, and one with
    another word is another part or another test: none is a slip of the keyboard, so none is suggested. With `more`, a
    name that says more may be meant, and one that holds all words comes first; say then what it means.

    >>> nearest("hamstring_weaknes", ["hamstring_weakness", "quadriceps_weakness"])
    'hamstring_weakness'
    >>> nearest("torque_150", ["torque_180"]), nearest("left_kne", ["right_knee"])
    (None, None)
    >>> nearest("left_hip", ["left_shin", "left_lateral_hip"], more=True)
    'left_lateral_hip'
    >>> nearest("running", ["rowing", "distance_running"], more=True)
    'distance_running'
    >>> nearest("hip_internal_range", ["hip_external_range", "knee_internal_torque"]) is None  # a word, not a slip
    True
    """
    if len(name) > LONGEST_NAME:
        return None
    every = list(names)
    tested, words = _tested(name), set(name.split("_"))
    alike = [other for other in every if _same_test(tested, other)]
    holding = [other for other in alike if more and words <= set(other.split("_"))]
    if len(words) == len(holding) == 1:
        return holding[0]  # the one name with that word in it, however long
    among = holding if len(words) > 1 and holding else alike
    close = difflib.get_close_matches(name, among, n=_CLOSE_ONES, cutoff=cutoff)
    spelt = {word for other in every for word in _words(other)} if close else set()
    return next((other for other in close if _is_slip(name, other, spelt, more)), None)


def _words(name: str) -> list[str]:
    """The words of a name, one and many alike."""
    return [word.removesuffix("s") for word in _WORDS.findall(name.lower())]


def _tested(name: str) -> tuple[list[str], set[str]]:
    """The numbers that a name holds and the sides that it names."""
    return _NUMBERS.findall(name), {*_SIDES.findall(name.lower())}


def _same_test(tested: tuple[list[str], set[str]], other: str) -> bool:
    """Whether two names, the one by what it tests, hold the same numbers and do not name opposite sides."""
    numbers, sides = tested
    if numbers != _NUMBERS.findall(other):
        return False
    others = {*_SIDES.findall(other.lower())} if sides else sides
    return not others or sides == others


def _is_slip(name: str, other: str, spelt: Collection[str], more: bool) -> bool:
    """Whether each word of a name is one of the other or a slip of one; with `more` one of the two may say more.

    A word that is `spelt` as some name has it is no slip: "internal" is not "external" misspelt.
    """
    mine, theirs = _words(name), _words(other)
    joined = difflib.SequenceMatcher(None, "".join(mine), "".join(theirs)).ratio()
    if len(mine) != len(theirs) and joined >= _SAME_LETTERS:
        return True  # a sign between two words is missing, or is one too many
    meant = {word for word in mine if word in spelt and word not in theirs}
    misspelt = [word for word in mine if word not in meant]
    both = not meant and _slips(mine, theirs), _slips(theirs, misspelt)
    return any(both) if more else all(both)


def _slips(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether each of the words is one of the others, or a slip of one that is none of them."""
    beside = [word for word in others if word not in words]
    return all(word in others or difflib.get_close_matches(word, beside, n=1) for word in words)


def shortened(text: str, longest: int = LONGEST_NAME) -> str:
    """Return a text in quotes as a problem names it, cut where it is long.

    >>> shortened("sitting"), shortened("x" * 9, 3)
    ("'sitting'", "'xxx…'")
    """
    return repr(text if len(text) <= longest else f"{text[:longest]}…")


def unknown_name(
    place: str, name: str, names: Iterable[str], what: str, fix: str = "", before: int = 0, *, path: Route = ()
) -> Problem:
    """The problem of a name that nothing bears, with the nearest name that exists.

    `before` is how many problems there are already: beyond those that are spelled out no name is searched for.
    """
    guess = nearest(name, (other for other in names if other != name)) if before < MOST_PROBLEMS else None
    advice = f"Write {guess!r}?" if guess else fix or f"Use the id of a declared {what}."
    where = place if len(name) <= LONGEST_NAME else place.replace(name, f"{name[:LONGEST_NAME]}…")
    return Problem(where, shortened(name), f"the id of a known {what}", advice, code="unknown-name", path=path)
