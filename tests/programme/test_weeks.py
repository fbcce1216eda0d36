"""Twelve people of the scenarios and five others: page, week and next visit, as text that a coach has read.

`python tests/programme/people.py` writes the snapshots anew; read the difference as a coach would.
"""

from __future__ import annotations

import pytest
from effort import effort

import balance_rules as br
from balance_rules.programme import check
from programme.people import OF_SCENARIOS, SNAPSHOTS, planned, stories, told

KB = br.load()
STORIES = stories()


# At each change every third, one whom an emergency stops among them.
@pytest.mark.parametrize("name", list(STORIES)[1 :: effort(3, 1)] + list(STORIES)[: effort(0, 1)])
def test_page_week_and_next_visit_are_as_they_were_read(name):
    story = STORIES[name]
    assessment, programme = planned(KB, story)
    assert check(programme, assessment, story.week) == ()
    assert told(KB, story, assessment, programme) == (SNAPSHOTS / f"{name}.txt").read_text(encoding="utf-8")


def test_twelve_people_are_of_the_scenarios_and_five_were_written_for_the_week():
    assert len(OF_SCENARIOS) == 12
    assert len(STORIES) == 17
    assert {path.stem for path in SNAPSHOTS.glob("*.txt")} == set(STORIES)
