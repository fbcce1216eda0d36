"""Reads `one_each.yaml`: people whom one restriction takes something from, or whom one prescription is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from balance_rules.model import Kind, Knowledge

FILE = Path(__file__).parent / "one_each.yaml"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it can: every worker reads the file
DENIED = ("screening", "conditions", "surgery", "acute_strain", "pain")


@dataclass(frozen=True)
class One:
    """A person, the statement that speaks of them, and the exercise that it refuses them, or None if it gives."""

    by: str
    given: Mapping[str, Any]
    refused: str | None

    def profile(self, knowledge: Knowledge) -> dict[str, Any]:
        """What is known of the person: of whom something is given, everything else is denied."""
        return {**(ordinary(knowledge) if self.refused is None else {}), **self.given}


def ones() -> Iterator[One]:
    """Yield the people of the file, and each once more with left and right changed over."""
    file = yaml.load(FILE.read_text(encoding="utf-8"), LOADER)
    for line in (*file["restrictions"], *file["prescriptions"]):
        one = One(line["by"], line["given"], line.get("refused"))
        yield one
        other = One(_over(one.by), {_over(fact): value for fact, value in one.given.items()}, one.refused)
        if other.given != one.given:
            yield other


def ordinary(knowledge: Knowledge) -> dict[str, Any]:
    """Somebody of 30 with all equipment who denies every pain, flag, condition, operation and strain."""
    said: dict[str, Any] = {"age": 30, "training_experience": "intermediate"}
    for fact, attribute in knowledge.facts.items():
        if attribute.id in DENIED:
            said[fact] = 0 if attribute.kind is Kind.NUMBER else False
        elif attribute.id == "equipment":
            said[fact] = True
    return said


def failure(truths: Mapping[str, int], one: One) -> str | None:
    """Say what comes out otherwise for a person, by the truth of everything judged."""
    if one.refused is None:
        return None if truths.get(one.by) == 1 else f"{one.by} is not given"
    return None if truths.get(one.refused) == -1 else f"{one.refused} is not refused by {one.by}"


def _over(name: str) -> str:
    return name.replace("left", "\0").replace("right", "left").replace("\0", "right")
