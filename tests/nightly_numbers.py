"""The named numbers of the bundled knowledge: written out, it says the same; all set otherwise, everything follows.

At every change `test_parameters` says it of the small knowledge.
"""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from test_parameters import REASON, folder, rule
from typer.testing import CliRunner

import balance_rules as br
from balance_rules.cli import app
from balance_rules.explain.describing import describe, plain
from balance_rules.knowledge import bundled_folder
from balance_rules.knowledge.counting import NUMBERS
from balance_rules.knowledge.lint import lint
from balance_rules.knowledge.parameters import filled
from balance_rules.model import Compare, Grade, Role, leaves

EXAMPLE = Path(__file__).parents[1] / "examples" / "desk_lifter" / "profile.yaml"
ENGINES: tuple[Any, ...] = ("experta", "compiled")


def test_a_named_number_is_a_plain_number_to_whatever_judges(kb: br.KnowledgeBase, tmp_path: Path) -> None:
    """The same knowledge, numbers written out and no names: what is judged, compiled and proved is the same."""
    source = Path(str(bundled_folder()))
    numbers = {p.id: p.value for p in kb.knowledge.parameters.values()}
    plain = tmp_path / "plain"
    shutil.copytree(source, plain)
    (plain / "parameters.yaml").unlink()
    for path in plain.glob("rules/*/*.yaml"):
        lines = path.read_text(encoding="utf-8").split("\n")
        path.write_text("\n".join(str(filled(f"{line} ", numbers))[:-1] for line in lines), encoding="utf-8")
    bare = br.load(plain, bundled=False)
    written_out = bare.knowledge
    assert written_out.judged == kb.knowledge.judged
    assert [(r.id, r.weight, r.cases, r.rationale) for r in written_out.rules] == [
        (r.id, r.weight, r.cases, r.rationale) for r in kb.knowledge.rules
    ]
    for leaf in (leaf for _, condition in kb.knowledge.judged for leaf in leaves(condition)):
        assert not isinstance(leaf, Compare) or type(leaf.value) is int
    for engine in ENGINES:
        found = [json.loads(k.assess(EXAMPLE, engine=engine).to_json())["findings"] for k in (bare, kb)]
        assert found[0] == found[1]


# Every number of a rule set otherwise, up or down, at once.
ALL_OTHER = {
    "long_day_seated": "9 h/day",
    "long_day_seated_by_device": "7 h/day",
    "long_time_without_standing": "45 min",
    "few_active_minutes": "75 min/week",
    "enough_weeks_logged": "4 weeks",
    "most_sets_unrecognised": "5 %",
    "weeks_before_a_jump": "8 weeks",
    "hardly_trained_sets": 2,
    "least_useful_sets": 3,
    "full_dose_sets": 6,
    "many_sets": 15,
    "jump_in_sets": "50 %",
    "sets_to_judge_by": 6,
    "mirror_sets_to_judge_by": 5,
    "skewed_sets": Decimal("0.7"),
    "even_sets": Decimal("0.9"),
    "pulls_for_a_push": 2,
    "many_heavy_days": 4,
    "short_rest": "36 h",
    "short_rest_after_failure": "60 h",
    "hardly_any_rest": "20 h",
    "mostly_to_failure": "70 %",
    "poorly_recovered": 4,
}


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that sets them all, of a log too, and adds an attribute: to load it on the bundled one takes long."""
    numbers = {**ALL_OTHER, "log_weeks": "4 weeks"}
    lines = [f"- {{id: {name}, value: {value}, reason: {REASON}}}\n" for name, value in numbers.items()]
    path = folder(tmp_path_factory.mktemp("ours"), "".join(lines))
    red = "- {id: favourite_colour_is_red, title: Red, type: boolean, question: q, how: h, effort: 1, silent: Ours.}\n"
    (path / "attributes").mkdir()
    (path / "attributes" / "mine.yaml").write_text(red, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def own(ours: Path) -> br.KnowledgeBase:
    return br.load(ours)


def test_a_number_set_by_a_folder_is_followed_by_all_that_is_said_with_it(
    kb: br.KnowledgeBase, own: br.KnowledgeBase
) -> None:
    sits = {"sedentary_hours": "8 h/day"}
    told = [[f.id for f in each.assess(sits).findings if f.level] for each in (kb, own)]
    assert told == [["prolonged_sitting"], []]
    ours = rule(own.knowledge, "sits_more_than_seven_hours")
    assert ours.title == "The person sits more than 9 h/day by their own account"
    assert ours.rationale.because.endswith("the line for remembered hours is 9 h/day")
    exactly = next(case for case in ours.cases if case.name == "hours exactly at the line")
    assert own.knowledge.facts["sedentary_hours"].show(dict(exactly.facts)["sedentary_hours"]) == "9 h/day"


def test_a_rule_is_shown_with_its_numbers(own: br.KnowledgeBase, ours: Path) -> None:
    """Before others load a knowledge: few are kept in memory, and to load this one anew takes a second."""
    shown = describe(own.knowledge, [rule(own.knowledge, "sits_more_than_seven_hours")])
    line = f"long_day_seated: 9 h/day here in place of 7 h/day. {REASON} Hours of sitting"
    assert shown.parameters is not None
    assert shown.parameters[0].startswith(line)
    named = ["rules", "show", "sits_more_than_seven_hours", "--json", "--knowledge", str(ours)]
    printed = json.loads(CliRunner().invoke(app, named).stdout)
    assert printed == json.loads(json.dumps(plain(shown)))
    assert printed["parameters"] == list(shown.parameters)
    without = plain(describe(own.knowledge, [rule(own.knowledge, "hinge_back_rounds")]))
    assert "parameters" not in without, "a rule without a named number has none"


def test_what_rests_on_the_replaced_number_no_longer_does(kb: br.KnowledgeBase, own: br.KnowledgeBase) -> None:
    published, ours = (rule(k.knowledge, "sits_more_than_seven_hours").rationale for k in (kb, own))
    assert published.rests_on is Role.CUT_OFF
    assert ours.rests_on is Role.CONVENTION
    grades = {source.id: source.grade for source in own.knowledge.evidence.values()}
    assert ours.grade(grades) == (False, Grade.D), "nobody has published the club's own number"
    assert [citation.source for citation in ours.evidence] == [citation.source for citation in published.evidence]
    assert not [c for c in ours.evidence if "sedentary_hours" in c.supports]
    words = f"9 h/day here in place of 7 h/day. {REASON}"
    assert dict(ours.conventions)["sedentary_hours"] == words


def test_a_number_is_followed_by_every_rule_that_uses_it(kb: br.KnowledgeBase, own: br.KnowledgeBase) -> None:
    changed = {a.name for a, b in zip(kb.knowledge.rules, own.knowledge.rules, strict=True) if a != b}
    assert changed == {name for parameter in own.knowledge.parameters.values() for name in parameter.rules}
    assert len(own.knowledge.parameters["long_day_seated"].rules) == 2
    assert dict(kb.knowledge.judged).keys() == dict(own.knowledge.judged).keys()


def test_a_folder_extends_the_bundled_knowledge(kb: br.KnowledgeBase, own: br.KnowledgeBase) -> None:
    read = own.read_facts({"favourite_colour_is_red": True})
    assert dict(read.values) == {**kb.knowledge.silence, "favourite_colour_is_red": 1}
    assert own.hash != kb.hash


def test_every_number_can_be_set_and_the_knowledge_stays_in_form(kb: br.KnowledgeBase, own: br.KnowledgeBase) -> None:
    assert ALL_OTHER.keys() == kb.knowledge.parameters.keys() - NUMBERS.keys()
    other = own.knowledge
    using = {name for parameter in other.parameters.values() for name in parameter.rules}
    rules = tuple(rule for rule in other.rules if rule.name in using)
    assert {rule.name for rule in rules} == using
    assert lint(other) == (), "cases at the boundary follow, and each number has its owner"
    for parameter in (other.parameters[name] for name in ALL_OTHER):
        assert parameter.rules, f"no rule uses {parameter.id!r}"
        assert (parameter.value, parameter.reason) == (str(ALL_OTHER[parameter.id]), REASON)
