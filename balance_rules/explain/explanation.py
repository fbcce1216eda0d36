"""What every explanation is: frozen data with the knowledge's hash, texts for three readers, and JSON."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter, field_serializer

from balance_rules.text.gathering import gathered
from balance_rules.text.plain_words import plain, terms_in

Audience = Literal["athlete", "coach", "auditor"]
AUDIENCES: tuple[Audience, ...] = ("athlete", "coach", "auditor")
TruthName = Literal["true", "false", "unknown"]
FORMAT: Literal["balance_rules.explanation/1"] = "balance_rules.explanation/1"

FEW = 4  # denied facts of a list that are still named one by one
T = TypeVar("T")

TRUTH_NAMES: dict[int, TruthName] = {1: "true", 0: "unknown", -1: "false"}


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """An answer to one question about an assessment: data first, text and JSON from the data alone.

    `plain_words` are what an athlete reads for technical terms: in memory all of the knowledge, in JSON those that
    this explanation needs.
    """

    format: Literal["balance_rules.explanation/1"] = field(default=FORMAT, kw_only=True)
    knowledge_hash: str = field(default="", kw_only=True)
    plain_words: Mapping[str, str] = field(default_factory=dict, kw_only=True, compare=False, repr=False)

    def lines(self, audience: Audience) -> Iterator[str]:
        """Yield the explanation line by line for a reader."""
        raise NotImplementedError

    def to_text(self, audience: Audience = "coach") -> str:
        """Return the explanation in words.

        Parameters
        ----------
        audience
            ``"athlete"``: plain words, no jargon. ``"coach"``: values, thresholds, certainty, grades.
            ``"auditor"``: besides, every id, weight and sum.
        """
        text = "\n".join(self.lines(audience))
        return plain(text, self.plain_words) if audience == "athlete" else text

    @field_serializer("plain_words")
    def _needed_words(self, words: Mapping[str, str]) -> dict[str, str]:
        return terms_in("\n".join(self.lines("athlete")), words)

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {next(self.lines('coach'), '')}>"

    def _repr_html_(self) -> str:
        return f'<pre style="white-space: pre-wrap">{escape(self.to_text())}</pre>'

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the explanation as JSON of the format ``balance_rules.explanation/1``."""
        return _adapter(type(self)).dump_json(self, indent=indent).decode()


def _adapter(kind: type[Explanation]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


_ADAPTERS: dict[type[Explanation], TypeAdapter[Any]] = {}


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact as an explanation shows it.

    `state` is ``stated``, ``derived`` or ``unknown``; `text` the words it was given in, or the arithmetic it
    was computed by; `origin` where it stood; `denied` the title of the list of which it was denied, or of
    which silence says no (nobody tells of a doctor's visit), else empty: many of one list are said in one line.
    """

    fact: str
    label: str
    value: int | None
    shown: str
    state: Literal["stated", "derived", "unknown"]
    text: str
    origin: str
    denied: str = ""

    def said(self, audience: Audience) -> str:
        """Return the fact in words: ``Sitting time = 9 h/day (stated "9 h/day", profile.yaml:3:1)``."""
        if self.state == "unknown":
            return f"{self.label}: nobody has answered this" if audience == "athlete" else f"{self.label}: not recorded"
        words = f"{self.label}: {self.shown}" if audience == "athlete" else f"{self.label} = {self.shown}"
        if audience == "athlete":
            return words
        if self.state == "derived":
            words = f"{self.label} = {self.text} = {self.shown}"
        return words if audience == "coach" else f"{words} [{self.fact}, {self._source()}]"

    def _source(self) -> str:
        return "derived" if self.state == "derived" else f"stated {self.text!r} at {self.origin}"


def folded(items: Iterable[T], denied: Callable[[T], tuple[Hashable, str] | None]) -> Iterator[list[T]]:
    """Yield each item by itself, but those about many denied facts of a list together, where the first of them stands.

    Parameters
    ----------
    denied
        The list and the fact of which an item says that it was denied; None of another item.

    Examples
    --------
    >>> words = ["age", "flag: fever", "flag: chills", "sex", "flag: limp", "flag: fall", "flag: cancer"]
    >>> [len(group) for group in folded(words, lambda word: ("flag", word) if word.startswith("flag") else None)]
    [1, 5, 1]
    """
    found = [(item, denied(item)) for item in items]
    lists = gathered((said[0], (item, said[1])) for item, said in found if said)
    many = {name: members for name, members in lists.items() if len({fact for _, fact in members}) > FEW}
    told: set[Hashable] = set()
    for item, said in found:
        if said is None or said[0] not in many:
            yield [item]
        elif said[0] not in told:
            told.add(said[0])
            yield [member for member, _ in many[said[0]]]


def none_of(title: str, number: int) -> str:
    """Return that of a list all facts were denied that bear on something.

    >>> none_of("Operation", 32)
    'Operation: none of the 32 that this asks about'
    """
    return f"{title}: none of the {number} that this asks about"
