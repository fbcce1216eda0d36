"""Whom a referral stops is told so first, whatever else a week would need to know."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import balance_rules as br
from balance_rules.cli import app
from balance_rules.cli.shell import REFERRAL
from balance_rules.programme import ProgrammeRecord, check, replay

STOPPED = {"screening": ["chest_pain"], "hamstring_torque_60": {"left": "80 N·m"}}


@pytest.mark.parametrize("more", [{}, {"sessions_available": 0}], ids=["not known", "none"])
def test_no_sessions_are_asked_for_where_no_week_is_planned(kb: br.KnowledgeBase, more: dict[str, int]) -> None:
    person, week = kb.assess({**STOPPED, **more}), {"back_squat": 4, "lying_leg_curl": 3}
    found = kb.programme(person, week)
    assert (found.days, found.sessions) == ((), ())
    assert "Call an ambulance at once" in found.safety[0]
    assert {dropped.exercise for dropped in found.dropped} == set(week)
    stored = ProgrammeRecord.from_json(found.to_json())
    assert replay(stored, person, week) == check(stored, person, week) == ()


def test_sessions_that_make_no_sense_are_still_refused(kb: br.KnowledgeBase) -> None:
    with pytest.raises(br.FactError, match="found 9; expected 1 to 7 sessions"):
        kb.programme(kb.assess(STOPPED), sessions=9)
    with pytest.raises(br.FactError, match="found not known; expected 1 to 7 sessions"):
        kb.programme(kb.assess({"screening": "none"}))


def test_the_command_line_tells_the_emergency_before_it_asks_for_the_sessions(tmp_path: Path) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text("screening: [chest_pain]\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["programme", str(profile)])
    assert done.exit_code == REFERRAL
    assert "Call an ambulance at once" in " ".join(done.stdout.split())
    assert "sessions a week" not in done.output
