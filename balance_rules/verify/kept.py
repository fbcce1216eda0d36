"""Answers kept from one run to the next, each by the content of what was asked (`verify.content`).

They stand in the folder of compiled knowledge, in one file for each version of the library, of the solver and of the
source that proves. Only what was decided is kept: a question whose time ran out is asked again. Whoever was found is
kept as facts, and judged again by the reference when they are read, as when they were found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from balance_rules._version import VERSION
from balance_rules.knowledge.keeping import SOURCES, cache_place, sealed, source_hash, store, unsealed
from balance_rules.verify._z3 import z3

FORMAT = "balance_rules.proofs/1"
SUFFIX = ".proofs"
PROVING = (*SOURCES, "inference", "verify")
MOST_FILES = 4  # one for each version of the library that somebody works with
MOST_ANSWERS = 60_000  # ten times the questions of the bundled knowledge: about four megabytes

Facts = Mapping[str, int]

# Taken before anything is proved: source that changes under a running process is noticed.
_SOURCE = source_hash(PROVING)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer: whether somebody was found, and their facts where they were shown, one for each world."""

    found: bool
    people: Sequence[Facts] = ()


class Proofs:
    """The answers that are kept, those of this run last."""

    def __init__(self, answers: Mapping[str, Kept], place: Path | None, key: str) -> None:
        self._answers = dict(answers)
        self._place, self._key = place, key
        self._new = False

    @classmethod
    def kept(cls) -> Proofs:
        """What earlier runs have left; nothing where nothing may be kept, or the source cannot be read."""
        if _SOURCE is None:
            return cls({}, None, "")
        said = repr((FORMAT, VERSION, z3.get_version_string(), _SOURCE))
        key = hashlib.sha256(said.encode()).hexdigest()
        place = cache_place(key, SUFFIX)
        answers = unsealed(place, FORMAT, key, _decoded) if place else None
        return cls(answers or {}, place, key)

    def recall(self, digest: str) -> Kept | None:
        """The answer to a question, None where none is kept."""
        known = self._answers.pop(digest, None)
        if known is not None:
            self._answers[digest] = known  # used last
        return known

    def keep(self, digest: str, answer: Kept) -> None:
        """Keep an answer for the runs to come, in place of one that there may be."""
        self._answers.pop(digest, None)
        self._answers[digest] = answer
        self._new = True

    def save(self) -> None:
        """Write what is new, with what another run may have written meanwhile; a failure is noted and no more."""
        if not self._new or self._place is None or source_hash(PROVING) != _SOURCE:
            return
        others = unsealed(self._place, FORMAT, self._key, _decoded) or {}
        answers = {**{digest: kept for digest, kept in others.items() if digest not in self._answers}, **self._answers}
        store(
            self._place,
            sealed(FORMAT, self._key, _encoded(dict(list(answers.items())[-MOST_ANSWERS:]))),
            most=MOST_FILES,
        )
        self._new = False


def _encoded(answers: Mapping[str, Kept]) -> str:
    plain = {digest: [list(map(dict, kept.people)), int(kept.found)] for digest, kept in answers.items()}
    return json.dumps(plain, separators=(",", ":"))


def _decoded(text: bytes) -> dict[str, Kept]:
    return {digest: Kept(bool(found), tuple(people)) for digest, (people, found) in json.loads(text).items()}
