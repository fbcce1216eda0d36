"""Which muscles a set could have trained whose exercise is not known.

The last word of a title in front of a bracket names the movement: a curl of any kind trains what some curl of the
catalogue trains. Where fewer than three exercises share the word, nothing is known and any muscle is possible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from balance_rules.model import Exercise
from balance_rules.person.logs.titles import plain

ENOUGH = 3


class Possible:
    """The muscles of all exercises of a catalogue by the word that names their movement."""

    def __init__(self, exercises: Mapping[str, Exercise]) -> None:
        self._named: dict[str, set[str]] = defaultdict(set)
        self._exercises = exercises
        for exercise in exercises.values():
            for name in (exercise.name, *exercise.aliases, *exercise.variants):
                if word := movement(name):
                    self._named[word].add(exercise.id)

    def muscles(self, title: str) -> frozenset[str] | None:
        """The muscles that a title's movement trains in any exercise, or None if it could be every muscle."""
        same = self._named.get(movement(title), set())
        if len(same) < ENOUGH:
            return None
        trained = [self._exercises[name] for name in same]
        return frozenset(muscle for e in trained for muscle in (*e.prime_movers, *e.synergists, *e.stabilizers))


def movement(title: str) -> str:
    """The word that names the movement, in the singular.

    >>> movement("Dumbbell No Money Curls"), movement("Bench Press (Bar)"), movement("Fly")
    ('curl', 'press', 'fly')
    """
    words = plain(title.partition("(")[0]).split()
    word = words[-1] if words else ""
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word
