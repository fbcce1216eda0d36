"""Named numbers of rules: what a folder sets, conditions, sentences, cases and grades follow, and nothing else."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_one import in_one
from small_knowledge import FILES, write_knowledge
from typer.testing import CliRunner

import balance_rules as br
from balance_rules import knowledge_base
from balance_rules.cli import app
from balance_rules.explain.describing import describe, plain
from balance_rules.knowledge.lint import lint
from balance_rules.knowledge.parameters import filled, used
from balance_rules.model import Compare, Grade, Knowledge, Role, leaves, name_of
from balance_rules.verify import Alteration
from balance_rules.verify.difference import difference

REASON = "Most who come to us are like that."
SMALL = {
    "rules/1_from_facts/nordics_trained.yaml": ("{ge: 2 sessions/week}", '{ge: "{enough_nordics}"}'),
}
DECLARED = {
    "parameters.yaml": "- {id: enough_nordics, value: 2 sessions/week, title: Sessions from which curls count}\n"
}


def folder(path: Path, parameters: str) -> Path:
    path.mkdir(exist_ok=True)
    (path / "parameters.yaml").write_text(parameters, encoding="utf-8")
    return path


TRAINED = "rules/1_from_facts/nordics_trained.yaml"
# A rule of the small knowledge that says the number wherever it can, and another that goes by it too.
SAID = (
    FILES[TRAINED]
    .replace("curls are trained", "curls are trained {enough_nordics}")
    .replace("{ge: 2 sessions/week}", '{ge: "{enough_nordics}"}')
    .replace("of Nordic curls", "of Nordic curls; enough is {enough_nordics}")
    .replace("{source: cohort_2016, ", "{source: cohort_2016, for: cut_off, ")
    .replace("given: {nordic_sessions: 2}", 'given: {nordic_sessions: "{enough_nordics}"}')
)
TOO = {
    TRAINED: SAID,
    "rules/1_from_facts/nordics_hard.yaml": SAID.replace("id: nordics_trained", "id: nordics_hard").replace(
        "group: training", "group: hard"
    ),
}


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small knowledge with a number that has a name."""
    return write_knowledge(tmp_path_factory.mktemp("named") / "small", files={**DECLARED, **TOO})


@pytest.fixture(scope="module")
def usual(named: Path) -> br.KnowledgeBase:
    return br.load(named, bundled=False)


@pytest.fixture(scope="module")
def own(named: Path, tmp_path_factory: pytest.TempPathFactory) -> br.KnowledgeBase:
    """The same with a folder that sets the number and adds an attribute."""
    number = f"- {{id: enough_nordics, value: 3 sessions/week, reason: {REASON}}}\n"
    path = folder(tmp_path_factory.mktemp("ours"), number)
    red = "- {id: favourite_colour_is_red, title: Red, type: boolean, question: q, how: h, effort: 1, silent: Ours.}\n"
    (path / "attributes").mkdir()
    (path / "attributes" / "mine.yaml").write_text(red, encoding="utf-8")
    return br.load(named, path, bundled=False)


def rule(knowledge: Knowledge, name: str) -> Any:
    return next(rule for rule in knowledge.rules if rule.name == name)


# ---------------------------------------------------------------- what follows a number

# At night of all numbers of the bundled knowledge.


def test_a_number_set_by_a_folder_is_followed_by_all_that_is_said_with_it(
    usual: br.KnowledgeBase, own: br.KnowledgeBase
) -> None:
    trains = {"hq[left]": 0.55, "nordic_sessions": 2}
    told = [{name.partition("[")[0] for name in fired(kb, trains)} for kb in (usual, own)]
    assert told == [{"hq_below_convention", "nordics_trained", "nordics_hard"}, {"hq_below_convention"}]
    ours = rule(own.knowledge, "nordics_trained")
    assert ours.title == "Nordic curls are trained 3 sessions/week"
    assert ours.rationale.because.endswith("enough is 3 sessions/week")
    exactly = next(case for case in ours.cases if case.name == "trained")
    assert own.knowledge.facts["nordic_sessions"].show(dict(exactly.facts)["nordic_sessions"]) == "3 sessions/week"


def fired(kb: br.KnowledgeBase, told: dict[str, Any]) -> set[str]:
    """The rules that are true of a person."""
    truths = kb.assess(told)._judged.truths
    return {each.id for each in kb.knowledge.rules if truths[each.id] > 0}


def test_a_rule_is_shown_with_its_numbers(own: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = describe(own.knowledge, [rule(own.knowledge, "nordics_trained")])
    line = f"enough_nordics: 3 sessions/week here in place of 2 sessions/week. {REASON} Sessions from which"
    assert shown.parameters is not None
    assert shown.parameters[0].startswith(line)
    monkeypatch.setattr(knowledge_base, "load", lambda *folders: own)
    printed = json.loads(CliRunner().invoke(app, ["rules", "show", "nordics_trained", "--json"]).stdout)
    assert printed["parameters"] == list(shown.parameters)
    without = plain(describe(own.knowledge, [rule(own.knowledge, "hq_below_convention")]))
    assert "parameters" not in without, "a rule without a named number has none"


def test_what_rests_on_the_replaced_number_no_longer_does(usual: br.KnowledgeBase, own: br.KnowledgeBase) -> None:
    published, ours = (rule(k.knowledge, "nordics_trained").rationale for k in (usual, own))
    assert published.rests_on is Role.CUT_OFF
    assert ours.rests_on is Role.CONVENTION
    grades = {source.id: source.grade for source in own.knowledge.evidence.values()}
    assert published.grade(grades)[1] is Grade.B
    assert ours.grade(grades) == (False, Grade.D), "nobody has published the club's own number"
    assert [citation.source for citation in ours.evidence] == [citation.source for citation in published.evidence]
    assert [c for c in published.evidence if "nordic_sessions" in c.supports]
    assert not [c for c in ours.evidence if "nordic_sessions" in c.supports]
    words = f"3 sessions/week here in place of 2 sessions/week. {REASON}"
    assert dict(ours.conventions)["nordic_sessions"] == words


def test_a_number_is_followed_by_every_rule_that_uses_it(usual: br.KnowledgeBase, own: br.KnowledgeBase) -> None:
    changed = {a.name for a, b in zip(usual.knowledge.rules, own.knowledge.rules, strict=True) if a != b}
    assert changed == set(own.knowledge.parameters["enough_nordics"].rules) == {"nordics_trained", "nordics_hard"}
    assert dict(usual.knowledge.judged).keys() == dict(own.knowledge.judged).keys()
    assert lint(own.knowledge) == (), "cases at the boundary follow"


def test_a_folder_extends_the_knowledge_under_it(usual: br.KnowledgeBase, own: br.KnowledgeBase) -> None:
    read = own.read_facts({"favourite_colour_is_red": True})
    assert dict(read.values) == {**usual.knowledge.silence, "favourite_colour_is_red": 1}
    assert own.hash != usual.hash


def test_one_number_changes_no_rule_of_another(tmp_path: Path) -> None:
    whole = write_knowledge(tmp_path / "small", changes=SMALL, files=DECLARED)
    club = folder(tmp_path / "club", "- {id: enough_nordics, value: 3 sessions/week, reason: Two is little.}\n")
    old, new = br.load(whole, bundled=False).knowledge, br.load(whole, club, bundled=False).knowledge
    assert {a.name for a, b in zip(old.rules, new.rules, strict=True) if a != b} == {"nordics_trained"}
    assert len({rule.name for rule in new.rules}) > 3


@given(
    st.decimals(min_value=0, max_value=50, places=2),
    st.sampled_from(["", " h/day", " %"]),
    st.sampled_from("+-"),
    st.decimals(min_value=0, max_value=9, places=1),
)
def test_a_name_gives_its_number_with_its_unit_wherever_it_stands(
    number: Decimal, unit: str, sign: str, step: Decimal
) -> None:
    value: Any = f"{number}{unit}" if unit else number
    moved = number + step if sign == "+" else number - step
    assert filled("{line}", {"line": value}) == value
    shifted = filled(f"{{line {sign} {step}}}", {"line": value})
    assert shifted == (f"{moved}{unit}" if unit else moved)
    assert filled("above {line}, {side}", {"line": value}) == f"above {value}, {{side}}"
    assert used({"when": [f"{{line {sign} {step}}}", "{side}"]}, {"line": value}) == ("line",)


# ---------------------------------------------------------------- whose conclusions change


def test_the_difference_tells_whose_conclusions_change(tmp_path: Path) -> None:
    whole = write_knowledge(tmp_path / "small", changes=SMALL, files=DECLARED)
    ours = folder(tmp_path / "ours", "- {id: enough_nordics, value: 3 sessions/week, reason: Two is little.}\n")
    old, new = br.load(whole, bundled=False), br.load(whole, ours, bundled=False)
    altered = {item.id: item for item in difference(old.knowledge, new.knowledge).altered}
    assert altered["hamstring_weakness[left]"].change is Alteration.LOOSER
    witness = altered["hamstring_weakness[left]"].more
    assert witness is not None
    sessions = dict(witness[0].facts)["nordic_sessions"]
    assert "2" in str(sessions), "one who does two sessions is no longer spoken for"


def test_nobody_is_told_otherwise_by_a_name(tmp_path: Path) -> None:
    named = write_knowledge(tmp_path / "named", changes=SMALL, files=DECLARED)
    numbered = write_knowledge(tmp_path / "numbered")
    one, other = (br.load(path, bundled=False).knowledge for path in (named, numbered))
    assert one.judged == other.judged
    assert difference(one, other).altered == ()


def test_the_bundled_knowledge_can_be_compared_with_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the small knowledge in its place, of which all that is compared takes no time."""
    pytest.importorskip("z3", reason="the extra 'verify' is not installed")
    whole = write_knowledge(tmp_path / "small", changes=SMALL, files=DECLARED)
    monkeypatch.setattr("balance_rules.knowledge.bundled_folder", lambda: whole)
    ours = folder(tmp_path / "ours", "- {id: enough_nordics, value: 3 sessions/week, reason: Two is little.}\n")
    for options, altered in (([], False), (["--knowledge", str(ours)], True)):
        result = CliRunner().invoke(app, ["verify", "--against", "bundled", "--json", *options])
        assert bool(json.loads(result.stdout)["altered"]) == altered
        assert result.exit_code == (6 if altered else 0)


# ---------------------------------------------------------------- refused


@in_one(
    ("parameters", "found", "fix"),
    [
        ("- {id: enough_nordic, value: 3, reason: Ours.}", "'enough_nordic'", "Write 'enough_nordics'?"),
        ("- {id: enough_nordics, value: 3}", "no 'reason'", "Add 'reason: …'."),
        ("- {id: enough_nordics, value: 3, title: Sessions}", "a second declaration of 'enough_nordics'", "'reason'"),
        ("- {id: mine, value: 3, title: A, reason: B}", "both", "Remove one of the two."),
        ("- {id: enough_nordics, value: 9 kg, reason: Ours.}", "'9 kg'", ""),
        ("- {id: enough_nordics, value: 400, reason: Ours.}", "400", ""),
        ("- {id: enough_nordics, value: 2.123, reason: Ours.}", "2.123", ""),
        ("- {id: enough_nordics, value: 1, reason: Ours.}", "-1, in a case of 'nordics_trained'", ""),
        ("- {id: enough_nordics, value: [9], reason: Ours.}", "a list", ""),
        ("- {id: enough_nordics, value: 3, reason: A}\n" * 2, "a second own number 'enough_nordics'", "Rename"),
        ("- {id: nordic_sessions, value: 9, title: A number}", "'nordic_sessions' for a parameter", "Rename"),
        ("- {id: side, value: 9, title: A number}", "'side', a variable of 'after_ligament_injury'", "Rename"),
        ("enough_nordics: 9", "a mapping", "- id:"),
    ],
    ids=["misspelt", "no reason", "declared again", "both", "a unit", "range", "step", "cases", "list", "twice",
         "a fact", "a variable", "a mapping"],
)  # fmt: skip
def test_a_number_that_cannot_be_set_is_refused_where_it_stands(
    tmp_path: Path, parameters: str, found: str, fix: str
) -> None:
    rule = "rules/1_from_facts/nordics_trained.yaml"
    text = FILES[rule].replace("{ge: 2 sessions/week}", '{ge: "{enough_nordics}"}')
    text = text.replace("given: {nordic_sessions: 0}", 'given: {nordic_sessions: "{enough_nordics - 2}"}')
    whole = write_knowledge(tmp_path / "small", files={**DECLARED, rule: text})
    with pytest.raises(br.KnowledgeError) as refused:
        br.load(whole, folder(tmp_path / "ours", parameters + "\n"), bundled=False)
    problems = [p for p in refused.value.problems if found in p.found]
    assert problems, refused.value
    assert problems[0].place.startswith("ours/parameters.yaml:")
    assert fix in problems[0].fix + problems[0].expected
    assert all(p.place.startswith("ours/") for p in refused.value.problems), "the rules are not to blame"


def test_a_number_that_no_rule_uses_any_more_is_refused(tmp_path: Path) -> None:
    whole = write_knowledge(tmp_path / "small", files=DECLARED)
    ours = folder(tmp_path / "ours", "- {id: enough_nordics, value: 3 sessions/week, reason: Two is little.}\n")
    with pytest.raises(br.KnowledgeError, match="a number that a rule uses"):
        br.load(whole, ours, bundled=False)


def test_a_later_folder_has_the_last_word(tmp_path: Path) -> None:
    whole = write_knowledge(tmp_path / "small", changes=SMALL, files=DECLARED)
    club = folder(tmp_path / "club", "- {id: enough_nordics, value: 3 sessions/week, reason: Two is little.}\n")
    coach = folder(tmp_path / "coach", "- {id: enough_nordics, value: 4 sessions/week, reason: So is three.}\n")
    set_last = br.load(whole, club, coach, bundled=False).knowledge.parameters["enough_nordics"]
    assert (set_last.value, set_last.declared) == ("4 sessions/week", "2 sessions/week")
    assert set_last.reason == "So is three."


def test_a_folder_may_name_numbers_of_its_own_rules(tmp_path: Path) -> None:
    whole = write_knowledge(tmp_path / "small", changes=SMALL, files=DECLARED)
    knowledge = br.load(whole, bundled=False).knowledge
    leaf = next(iter(leaves(rule(knowledge, "nordics_trained").condition)))
    assert isinstance(leaf, Compare)
    assert (name_of(leaf.fact), knowledge.facts[leaf.fact].show(leaf.value)) == ("nordic_sessions", "2 sessions/week")
    assert lint(knowledge) == ()
