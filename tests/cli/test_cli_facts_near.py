"""What is told first, and what is told as only near."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_search_says_when_it_finds_only_what_is_near(run: Run, form: list[str]) -> None:
    near = run("facts", "list", "--search", "sleep hours", *form)
    assert near.exit_code == 0
    assert near.stdout
    assert near.stderr == "No attribute is named by 'sleep hours'; these are the nearest.\n"
    for words in ("sore left knee", "sitting time", "chest pain"):
        assert not run("facts", "list", "--search", words, *form).stderr


def test_an_emergency_is_told_before_the_sessions_are_asked_for(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    path.write_text(json.dumps({"screening": ["chest_pain"]}), encoding="utf-8")
    told = run("programme", path).stderr
    assert 0 <= told.index("Today: ") < told.index("found not known; expected 1 to 7 sessions a week")
    path.write_text("{}", encoding="utf-8")
    assert "Today: " not in run("programme", path).stderr
