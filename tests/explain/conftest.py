"""The worked example with attributes that say how they can change, and people of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_knowledge import write_knowledge

import balance_rules as br
from explain.html_pages import explained, hostile_pages, page, reported  # noqa: F401 - fixtures

CHANGES = {
    "hamstring_torque": "{direction: up, step: 1, cost: 2}",
    "hq": "{direction: up, step: 0.01, cost: 1}",
    "hop": "{direction: up, step: 1}",
    "nordic_sessions": "{direction: any, step: 1, cost: 3}",
    "sitting": "{direction: down, step: 0.5}",
    "hamstring_pain": "{direction: down, step: 1, cost: 5}",
}

PEOPLE: dict[str, dict[str, Any]] = {
    # the person of `semantics.md`: earlier ligament injury and pain are unknown
    "worked example": {"hq[left]": "0.45", "hop": {"left": 82, "right": 100}, "nordic_sessions": 0},
    "all known": {
        "hq": {"left": "0.45", "right": "0.62"},
        "hop": {"left": 82, "right": 100},
        "nordic_sessions": 0,
        "prior_acl": "none",
        "hamstring_pain": "none",
        "screening": "none",
        "sitting": "9 h/day",
        "training_experience": "intermediate",
        "equipment": "none",
    },
    "measured": {
        "hamstring_torque[left]": "92 N·m",
        "quadriceps_torque[left]": "178 N·m",
        "hop": {"left": 95, "right": 100},
        "nordic_sessions": 3,
        "prior_acl": "none",
        "sitting": "9 h/day",
    },
    "sore": {"hq[left]": "0.45", "hop": {"left": 82, "right": 100}, "hamstring_pain": {"left": 5}, "screening": "none"},
    "nobody": {},
}


@pytest.fixture(scope="session")
def changeable(tmp_path_factory: pytest.TempPathFactory) -> br.KnowledgeBase:
    """The worked example, its attributes declaring how they change."""
    folder = write_knowledge(tmp_path_factory.mktemp("changeable") / "knowledge")
    for path in (folder / "attributes").glob("*.yaml"):
        path.write_text(_with_changes(path), encoding="utf-8")
    return br.load(folder, bundled=False)


def _with_changes(path: Path) -> str:
    blocks = path.read_text(encoding="utf-8").split("- id: ")
    changed = []
    for block in blocks:
        name = block.partition("\n")[0]
        changed.append(f"{block.rstrip()}\n  change: {CHANGES[name]}\n" if name in CHANGES else block)
    return "- id: ".join(changed)


@pytest.fixture(scope="session")
def people(changeable: br.KnowledgeBase) -> dict[str, br.Assessment]:
    """The people, assessed."""
    return {name: changeable.assess({"person": name, **facts}) for name, facts in PEOPLE.items()}
