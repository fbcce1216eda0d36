"""Knowledge folders → one frozen, grounded knowledge base in strata."""

from __future__ import annotations

import dataclasses
import random
import re
from pathlib import Path
from types import MappingProxyType

import pytest
from effort import effort
from hypothesis import given, settings
from random_knowledge import chances
from small_knowledge import FILES, write_knowledge

import balance_rules as br
from balance_rules.knowledge import bundled_folder, load_knowledge
from balance_rules.model import AllOf, AnyOf, AtLeast, Compare, Comparison, Knowledge, Not

R1 = "rules/1_from_facts/hq_below_convention.yaml"


SORE = ("severe_hamstring_pain[left]", "severe_hamstring_pain[right]")
STOP = "until_seen_cauda_equina"


def loaded(folder: Path, **options: bool) -> Knowledge:
    return load_knowledge([folder], bundled=False, **options)


def problems(folder: Path, *more: Path) -> list[str]:
    with pytest.raises(br.KnowledgeError) as caught:
        load_knowledge([folder, *more], bundled=False)
    return [str(problem) for problem in caught.value.problems]


# ---------------------------------------------------------------- the whole


def test_every_kind_of_entry_is_loaded(small: br.KnowledgeBase) -> None:
    knowledge = small.knowledge
    assert (knowledge.name, knowledge.version) == ("small", "1.0.0")
    assert len(knowledge.rules) == 12
    assert [referral.id for referral in knowledge.referrals] == ["cauda_equina"]
    assert [r.id for r in knowledge.restrictions] == [*SORE, STOP]
    assert {p.name for p in knowledge.prescriptions} == {"nordic_curl", "hinge_strength", "sitting_breaks"}
    assert list(knowledge.muscles) == ["hamstrings", "biceps_femoris", "quadriceps"]
    assert knowledge.doses["isolation"].quantities == (("sets", "2", "2"), ("reps", "8", "15"))
    assert knowledge.progression is not None
    assert knowledge.progression.target_weekly_sets == (10, 20)
    assert knowledge.claims[0].opposing == ("cohort_2016",)
    assert knowledge.not_counted == ("Running",)
    assert knowledge.unknown_work == {}
    assert knowledge.evidence["cohort_2016"].grade.meaning == "controlled trial or prospective cohort"


def test_knowledge_cannot_be_changed(small: br.KnowledgeBase) -> None:
    knowledge = small.knowledge
    with pytest.raises(dataclasses.FrozenInstanceError):
        knowledge.version = "2.0.0"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        knowledge.rules[0].weight = 1  # type: ignore[misc]
    for field in dataclasses.fields(knowledge):
        value = getattr(knowledge, field.name)
        assert not isinstance(value, (dict, list, set)), field.name
        if isinstance(value, MappingProxyType):
            with pytest.raises(TypeError):
                value["new"] = None  # type: ignore[index]
    assert isinstance(knowledge.facts, MappingProxyType)
    hash(knowledge.rules)
    hash(knowledge.prescriptions)
    hash(tuple(knowledge.attributes.values()))


# ---------------------------------------------------------------- grounding


def test_a_rule_for_both_sides_is_two_rules(small: br.KnowledgeBase) -> None:
    rules = small.knowledge.rules_by_id
    for side in ("left", "right"):
        rule = rules[f"hq_below_convention[{side}]"]
        assert rule.name == "hq_below_convention"
        assert rule.conclusion == f"hamstring_weakness[{side}]"
        assert rule.condition == Compare(f"hq[{side}]", Comparison.LT, 600)
        assert rule.title == f"Hamstrings are weak for the quadriceps on the {side}"
        assert rule.rationale.because == f"the ratio is {{hq[{side}]}} on the {side}; the convention is 0.60"
        assert (rule.place.line, rule.place.path.endswith(R1)) == (1, True)


def test_a_case_is_judged_for_the_binding_it_names(tmp_path: Path) -> None:
    line = "  - {name: not measured, given: {}, expect: undecided}\n"
    right = '  - {name: right, at: {side: right}, given: {"hq[right]": 0.5, "hq[left]": 1}, expect: fires}\n'
    knowledge = loaded(write_knowledge(tmp_path / "kb", {R1: (line, line + right)}))
    cases = {rule.id: [case.name for case in rule.cases] for rule in knowledge.rules if rule.name in R1}
    assert cases == {
        "hq_below_convention[left]": ["weak", "at the threshold", "not measured"],
        "hq_below_convention[right]": ["right"],
    }


def test_a_safe_case_states_what_is_typical(small: br.KnowledgeBase) -> None:
    first, sore, *_ = next(p for p in small.knowledge.prescriptions if p.id == "nordic_curl[left]").cases
    assert dict(first.facts)["hamstring_pain[left]"] == 0
    assert dict(first.facts)["screening[saddle_numbness]"] == 0
    assert first.levels == (("hamstring_weakness[left]", "moderate"),)
    assert dict(sore.facts)["hamstring_pain[left]"] == 4


def test_a_value_that_was_read_for_one_place_says_nothing_of_another_type_and_each_bad_one_is_told(
    tmp_path: Path,
) -> None:
    """A value is read once for all its places; 1 and 1.0 are true for Python, and for knowledge they are not."""
    referral = "referrals/cauda_equina.yaml"
    when = 'when: {"screening[saddle_numbness]": true}'
    bad = 'when: {any: [{"screening[fever]": true}, {"screening[fever]": 1}, {"screening[fever]": 1}]}'
    told = problems(write_knowledge(tmp_path / "kb", {referral: (when, bad)}))
    wrong = [problem for problem in told if "found 1; expected true or false" in problem]
    assert len(wrong) == 2, told


def test_conditions_are_grounded_to_integers(small: br.KnowledgeBase) -> None:
    knowledge = small.knowledge
    assert knowledge.rules_by_id["weak_side_of_the_chain[right]"].condition == AllOf(
        (AtLeast("hamstring_weakness[right]", "moderate", 693), Compare("sitting", Comparison.GT, 32))
    )
    assert knowledge.rules_by_id["hops_differ[left]"].condition == Compare("hop_asymmetry", Comparison.GE, 150)
    assert knowledge.rules_by_id["after_ligament_injury[left]"].condition == Compare(
        "prior_acl[left]", Comparison.EQ, 1
    )


def test_a_variable_is_filled_in_inside_names_and_texts(tmp_path: Path) -> None:
    attribute = """\
- id: pain
  title: Pain, {site}
  type: number
  for: site
  unit: points
  range: [0, 10]
  resolution: 1
  absent: 0
  question: How much does the {site} hurt?
  how: As told.
  effort: 1
"""
    rule = """\
id: sore_knee
status: draft
title: The {side} knee hurts
for: {side: side, joint: [knee, hip]}
when: {"pain[{side}_{joint}]": {ge: 4}}
conclude: {finding: "hamstring_weakness[side]", certainty: 0.1, group: pain}
because: "{side} {joint}: {pain[{side}_{joint}]}"
cases: []
"""
    sites = "site:\n" + "".join(
        f"  {side}_{joint}: {{label: {side} {joint} joint, question: Does the {side} {joint} hurt?}}\n"
        for side in ("left", "right")
        for joint in ("knee", "hip")
    )
    joints = "joint:\n  knee: {label: knee of the leg}\n  hip: {label: hip}\n"
    files = {
        "domains.yaml": FILES["domains.yaml"] + sites + joints,
        "attributes/pain.yaml": attribute,
        "rules/1_from_facts/sore_knee.yaml": rule,
    }
    folder = write_knowledge(tmp_path / "kb", files=files)
    knowledge = loaded(folder, drafts=True)
    rule_ids = [rule.id for rule in knowledge.rules if rule.name == "sore_knee"]
    assert rule_ids == ["sore_knee[left,hip]", "sore_knee[left,knee]", "sore_knee[right,hip]", "sore_knee[right,knee]"]
    grounded = knowledge.rules_by_id["sore_knee[right,knee]"]
    assert grounded.condition == Compare("pain[right_knee]", Comparison.GE, 4)
    assert grounded.rationale.because == "right knee of the leg: {pain[right_knee]}"
    assert knowledge.facts["pain[left_hip]"].label("pain[left_hip]") == "Pain, left hip joint"
    asked = knowledge.facts["pain[left_hip]"].ask("pain[left_hip]")
    assert asked == "How much does the left hip joint hurt?"  # the site's own question is answered by yes or no


def test_the_domains_muscle_and_exercise_follow_from_the_catalogue(small: br.KnowledgeBase) -> None:
    sets = small.knowledge.attributes["weekly_sets"]
    assert sets.keys == ("weekly_sets[hamstrings]", "weekly_sets[quadriceps]"), "a head of a muscle is no muscle"


def test_a_question_of_its_own_or_the_common_one(small: br.KnowledgeBase) -> None:
    screening = small.knowledge.attributes["screening"]
    assert screening.ask("screening[saddle_numbness]") == "Is there numbness between the legs?"
    assert screening.ask("screening[fever]") == "Is there fever?"


def test_the_condition_of_an_exercise_is_kit_experience_and_restrictions(small: br.KnowledgeBase) -> None:
    exercises = small.knowledge.exercises
    lift = exercises["romanian_deadlift"]
    assert lift.restrictions == (*SORE, STOP)
    assert isinstance(lift.condition, AllOf)
    _, experience, unrestricted = lift.condition.parts
    assert experience == Compare("training_experience", Comparison.GE, 1)
    assert isinstance(unrestricted, Not)
    stop = next(r.condition for r in small.knowledge.restrictions if r.id == STOP)
    assert exercises["hip_lift"].condition == AllOf((Not(AnyOf((stop,))),)), "an empty kit among several needs nothing"
    assert exercises["nordic_hamstring_curl"].restrictions == (STOP,)


def test_a_restriction_of_a_muscle_holds_for_its_heads(tmp_path: Path) -> None:
    path = "restrictions/severe_hamstring_pain.yaml"
    entry = "{movement_pattern: [hinge], lumbar_shear: {ge: moderate}}"
    for forbids, hit in (
        ("{prime_movers: [hamstrings]}", {"nordic_hamstring_curl", "romanian_deadlift", "hip_lift"}),
        ("{prime_movers: [biceps_femoris]}", {"nordic_hamstring_curl"}),
        ("{muscles: [quadriceps]}", {"hip_lift"}),
        ("{lumbar_shear: {ge: low}}", {"nordic_hamstring_curl", "romanian_deadlift"}),
        ("{overhead: false, level: [intermediate]}", {"romanian_deadlift"}),
        ("{exercise: [hip_lift]}", {"hip_lift"}),
    ):
        folder = write_knowledge(tmp_path / str(hash(forbids)), {path: (entry, forbids)})
        restricted = {e.id for e in loaded(folder).exercises.values() if set(e.restrictions) - {STOP}}
        assert restricted == hit, forbids


def test_care_names_what_a_referral_can_stop(tmp_path: Path) -> None:
    path = "prescriptions/sitting_breaks.yaml"
    (problem,) = problems(write_knowledge(tmp_path / "none", {path: ("kind: habit", "kind: care")}))
    assert "care that names no exercise" in problem
    assert "Add 'needs'" in problem
    care = f"kind: care\nneeds: [{'{}'}]"
    said = write_knowledge(tmp_path / "said", {path: ("kind: habit", care.format(""))})
    lifted = write_knowledge(tmp_path / "lifted", {path: ("kind: habit", care.format("hip_lift"))})
    sits, flag = {"sitting": "9 h/day"}, {"screening": ["saddle_numbness"]}
    for folder, state in ((said, "given"), (lifted, "refused")):
        kb = br.load(folder, bundled=False)
        assert next(a.state for a in kb.assess(sits | flag).prescriptions if a.id == "sitting_breaks") == state


# ---------------------------------------------------------------- strata


def test_strata_follow_from_what_rules_read(small: br.KnowledgeBase) -> None:
    knowledge = small.knowledge
    assert {rule.name: rule.stratum for rule in knowledge.rules if rule.stratum} == {"weak_side_of_the_chain": 1}
    assert [rule.stratum for rule in knowledge.rules] == sorted(rule.stratum for rule in knowledge.rules)
    assert knowledge.strata == 2
    assert knowledge.conclusions["posterior_chain_deficit"].stratum == 1


def test_a_cycle_of_findings_is_reported_as_a_path(tmp_path: Path) -> None:
    rule = FILES[R1].replace('"hq[side]": {lt: 0.60}', "posterior_chain_deficit: {at_least: low}")
    rule = rule.replace("{hq[side]}", "low")
    found = problems(write_knowledge(tmp_path / "kb", files={R1: rule}))
    path = "hamstring_weakness[left] → posterior_chain_deficit → hamstring_weakness[left]"
    assert any(f"found {path}; expected findings that do not rest on themselves" in problem for problem in found)


def test_a_cycle_of_measures_is_reported_as_a_path(tmp_path: Path) -> None:
    attributes = """\
- {id: a, title: A, type: number, range: [0, 9], resolution: 1, derive: {sum: [b, c]}, question: q, how: h, effort: 1}
- {id: b, title: B, type: number, range: [0, 9], resolution: 1, derive: {sum: [a, c]}, question: q, how: h, effort: 1}
- {id: c, title: C, type: number, range: [0, 9], resolution: 1, question: q, how: h, effort: 1}
"""
    (problem,) = problems(write_knowledge(tmp_path / "kb", files={"attributes/cycle.yaml": attributes}))
    assert re.search(r"found (a → b → a|b → a → b); expected measures that do not need themselves", problem)


def test_measures_stand_after_those_they_need(kb: br.KnowledgeBase) -> None:
    seen: set[str] = set()
    derived = {measure.fact for measure in kb.knowledge.measures}
    for measure in kb.knowledge.measures:
        assert set(measure.inputs) & derived <= seen
        seen.add(measure.fact)


# ---------------------------------------------------------------- the bundled knowledge


def test_the_bundled_knowledge_loads_the_same_twice(kb: br.KnowledgeBase) -> None:
    assert load_knowledge().hash == kb.hash
    assert repr(kb) == f"<KnowledgeBase balance_rules {kb.version} ({kb.hash[:12]})>"


@given(chances())
@settings(max_examples=effort(10, 30))
def test_every_text_of_a_rule_is_filled_in(kb: br.KnowledgeBase, chance: random.Random) -> None:
    from balance_rules.text.wording import fill

    rule = chance.choice(kb.knowledge.rules)
    facts = {fact: chance.randint(a.low, a.high) for fact, a in kb.knowledge.facts.items() if chance.random() < 0.5}
    text = fill(kb.knowledge, rule.rationale.because, facts)
    assert "{" not in text + rule.title
    assert "[" not in rule.title


def test_each_size_of_an_effect_has_a_weight(tmp_path: Path) -> None:
    """Knowledge that leaves one out is refused where it stands, not met by a fault at the first person."""
    text = (Path(str(bundled_folder())) / "programming.yaml").read_text(encoding="utf-8")
    planning = text.partition("\nevidence:")[0].replace("unknown: 2, ", "")
    files = {**FILES, "programming.yaml": f"{planning}\nevidence: []\nconventions: {{}}\n"}
    with pytest.raises(br.KnowledgeError, match=r"programming.yaml:\d+:\d+: found no 'unknown'"):
        br.load(write_knowledge(tmp_path / "kb", files=files), bundled=False)
