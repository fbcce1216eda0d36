"""The validated entries of knowledge, each with the place of every part."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from balance_rules.errors import Code, Problem, unknown_name
from balance_rules.model import Place
from balance_rules.text.documents import Document, Route

S = TypeVar("S", bound=BaseModel)
ORDERED = ("family", "follow-up", "theme")  # kinds of which the entry that stands first decides or is told first


@dataclass(frozen=True)
class Entry(Generic[S]):
    """One validated entry, and where it stands; of a rule also as written, with the named numbers that it uses."""

    id: str
    schema: S
    document: Document
    route: Route = ()
    written: Any = None
    numbers: tuple[str, ...] = ()

    @cached_property
    def canonical(self) -> str:
        """What the entry says as JSON, made once: thousands of mutants have all entries but one in common."""
        return json.dumps(self.schema.model_dump(by_alias=True), default=str, sort_keys=True)

    def place(self, *route: str | int) -> Place:
        """Return the place of a part of the entry."""
        return self.document.place((*self.route, *route))

    def problem(self, route: Route, found: str, expected: str, fix: str, *, code: Code = "invalid") -> Problem:
        """Return a problem with the part of the entry at `route`."""
        return Problem(str(self.place(*route)), found, expected, fix, code=code)

    def unknown(
        self, route: Route, names: Iterable[str] | None, known: Collection[str], what: str
    ) -> Iterator[Problem]:
        """Yield a problem for each name at `route`, be it one, a list or a mapping's, that nothing bears."""
        for i, name in enumerate([names] if isinstance(names, str) else names or ()):
            if name not in known:
                inner = name if isinstance(names, Mapping) else i
                yield unknown_name(str(self.place(*route, inner)), name, known, what)


@dataclass(slots=True)
class Entries:
    """Every entry of the knowledge by kind and id, what was wrong with the rest, and the ids of the rest.

    `numbers` are the named numbers as the last folder sets them; `words` has for each use the entry that says the
    words of a term, `roles` the header that says which attribute has a role.
    """

    by_kind: dict[str, dict[str, Entry[Any]]] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)
    words: dict[str, Mapping[str, Entry[Any]]] = field(default_factory=dict)
    roles: dict[str, Entry[Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def of(self, kind: str, schema: type[S]) -> dict[str, Entry[S]]:
        entries: dict[str, Entry[S]] = self.by_kind.get(kind, {})
        return entries

    def add(self, kind: str, entry: Entry[Any], seen: dict[tuple[str, str], Entry[Any]]) -> None:
        """Take an entry; a second one of its kind and id in the same folder is a problem."""
        first = seen.setdefault((kind, entry.id), entry)
        if first is not entry:
            found = f"a second {kind} {entry.id!r}"
            expected = f"each id once (first at {first.place()})"
            fix = "Rename or remove one of the two."
            self.problems.append(entry.problem((), found, expected, fix, code="duplicate"))
        before = self.by_kind.setdefault(kind, {}).get(entry.id, entry)
        if kind == "parameter" and before is not entry and first is entry:
            found, expected = f"a second declaration of {entry.id!r}", f"one declaration (first at {before.place()})"
            fix = "Write a 'reason' in place of the 'title', to set it otherwise."
            self.problems.append(entry.problem((), found, expected, fix, code="duplicate"))
        self.by_kind[kind][entry.id] = entry

    @property
    def hash(self) -> str:
        """The content hash: what the entries say, whatever their order, comments and files.

        Of words and roles it is what they come to, for there the order of the folders decides; of what is `ORDERED`
        the order is part of what is said.
        """
        said = [
            (kind, entry.id, entry.canonical)
            for kind, entries in self.by_kind.items()
            for entry in entries.values()
            if kind != "words"
        ]
        said += [(kind, "in the order", json.dumps([*self.by_kind.get(kind, ())])) for kind in ORDERED]
        for use, table in self.words.items():
            said += [("words", f"{use} {term}", entry.schema.words[term]) for term, entry in table.items()]
        said += [("roles", role, getattr(entry.schema.roles, role)) for role, entry in self.roles.items()]
        return hashlib.sha256(json.dumps(sorted(said)).encode()).hexdigest()
