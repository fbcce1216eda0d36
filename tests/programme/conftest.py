"""The example of a week: made when a test first asks, for every worker imports every file of tests."""

from __future__ import annotations

from pathlib import Path

import pytest

import balance_rules as br
from balance_rules.person.logs import TrainingLog

EXAMPLE = Path(__file__).parents[2] / "examples" / "desk_lifter"


@pytest.fixture(scope="session")
def log(kb: br.KnowledgeBase) -> TrainingLog:
    return kb.read_log(EXAMPLE / "hevy.csv")


@pytest.fixture(scope="session")
def robin(kb: br.KnowledgeBase, log: TrainingLog) -> br.Assessment:
    return kb.assess(EXAMPLE / "profile.yaml", log=log)
