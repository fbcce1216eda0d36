"""The files to begin with: a profile to fill in states nothing, and the squad is one that can be judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import balance_rules as br
from balance_rules.cli import app
from balance_rules.text.documents import read_document

EXAMPLES = Path(__file__).parents[2] / "examples"
TEMPLATE = EXAMPLES / "template" / "profile.yaml"
SQUAD = EXAMPLES / "squad" / "squad.csv"


def test_a_template_states_nothing_and_names_only_what_there_is(kb: br.KnowledgeBase) -> None:
    assert kb.read_facts(TEMPLATE).stated == {}
    lines = set(read_document(TEMPLATE).value) - {"person", "date"}
    assert lines <= set(kb.knowledge.attributes)
    assert len(lines) > 30


def test_what_is_filled_in_is_what_is_stated(kb: br.KnowledgeBase, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    text = TEMPLATE.read_text(encoding="utf-8").replace("sedentary_hours: ", "sedentary_hours: 9", 1)
    mine.write_text(text.replace("{left: , right: }", "{left: 5, right: }", 1), encoding="utf-8")
    assert set(kb.read_facts(mine).stated) == {"sedentary_hours", "knee_to_wall[left]"}


def test_everybody_of_the_squad_is_judged_and_who_has_chest_pain_is_referred(kb: br.KnowledgeBase) -> None:
    pytest.importorskip("polars", reason="the extra 'cohort' is not installed")
    told = CliRunner().invoke(app, ["cohort", str(SQUAD), "--keep", "team", "--json"])
    summary = json.loads(told.stdout)
    assert summary["people"] == 12
    assert not summary["refused"]
    cohort = kb.cohort(str(SQUAD))
    assert [r.id for r in cohort.explain("elif").referrals if r.state == "refer"]
    assert "hamstring_weakness[left]" in [f.id for f in cohort.explain("dario").findings if f.level]
