"""How a finding, a claim and the sources of an assessment are told: each at its edges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small_knowledge import altered

import balance_rules as br
from balance_rules.advice.findings import claims, findings, sources, unspoken
from balance_rules.advice.results import ClaimResult, Finding, Reason
from balance_rules.inference.judgement import Judged
from balance_rules.inference.kernel import Justification
from balance_rules.model import AllOf, Compare, Comparison, Conclusion, Knowledge, Rule
from balance_rules.semantics import infer

WEAK = "hamstring_weakness[left]"
FAMILIES = ("data_quality", "pain_linked", "weakness")  # of the small knowledge, the first told first


def scored(
    kb: br.KnowledgeBase, scores: Mapping[str, tuple[int, int]], facts: Mapping[str, int] | None = None, **parts: Any
) -> Judged:
    """Return a person whose findings have these scores, and the others none, by knowledge with some parts replaced."""
    knowledge = altered(kb.knowledge, **parts)
    inference = infer(kb.knowledge, facts or {})
    intervals = tuple(scores.get(name, (0, 0)) for name in knowledge.conclusions)
    return Judged(knowledge, facts or {}, replace(inference, scores=intervals))


def like(kb: br.KnowledgeBase, *conclusions: Mapping[str, Any]) -> dict[str, Conclusion]:
    """Return conclusions like that of weak hamstrings, each with something changed, by id."""
    usual = kb.knowledge.conclusions[WEAK]
    return {each["id"]: replace(usual, **{"name": each["id"], **each}) for each in conclusions}


def rule(kb: br.KnowledgeBase, name: str, **changed: Any) -> Rule:
    return replace(kb.knowledge.rules_by_id[name], **changed)


def fired(rule: Rule, value: int | None = 450, outweighed_by: Rule | None = None) -> Justification:
    """Return that a rule of one fact fired."""
    return Justification(rule, (value,), outweighed_by)


FAR, BELOW, HOPS = "hq_far_below_convention[left]", "hq_below_convention[left]", "hops_differ[left]"
NORDICS = "nordics_trained[left]"


def test_a_finding_is_told_with_all_that_is_known_of_it(small: br.KnowledgeBase) -> None:
    far, below = rule(small, FAR), rule(small, BELOW)
    person = scored(small, {WEAK: (916, 1609)}, {"hq[left]": 450})
    assert findings(person, [fired(far), fired(below, outweighed_by=far)]) == (
        Finding(
            id=WEAK,
            title="Weak hamstrings, left",
            level="moderate",
            may_reach="high",
            certainty=0.6,
            score=(916, 1609),
            grade="B",
            indirect=False,
            contested=False,
            grade_against=None,
            family="weakness",
            muscles=("hamstrings",),
            meaning="The hamstrings are weak for the quadriceps.",
            reasons=(
                Reason(
                    rule=FAR,
                    title="Hamstrings are very weak for the quadriceps on the left",
                    because="the ratio is 0.45 on the left",
                    certainty=0.6,
                    weight=916,
                    group="strength",
                    facts={"hq[left]": 450},
                    sources=("cohort_2016",),
                    against=(),
                    outweighed_by=None,
                ),
                Reason(
                    rule=BELOW,
                    title="Hamstrings are weak for the quadriceps on the left",
                    because="the ratio is 0.45 on the left; the convention is 0.60",
                    certainty=0.4,
                    weight=511,
                    group="strength",
                    facts={"hq[left]": 450},
                    sources=("review_2002",),
                    against=("cohort_2016",),
                    outweighed_by=FAR,
                ),
            ),
        ),
    )


def test_what_nothing_speaks_for_is_no_finding(small: br.KnowledgeBase) -> None:
    assert findings(scored(small, {WEAK: (0, 222)}), ()) == ()
    (open_one,) = findings(scored(small, {WEAK: (0, 223)}), ())
    assert (open_one.level, open_one.may_reach, open_one.reasons, open_one.grade) == (None, "low", (), None)
    (reached,) = findings(scored(small, {WEAK: (223, 223)}), ())
    assert (reached.level, reached.may_reach) == ("low", None)
    (weak,) = findings(scored(small, {WEAK: (100, 100)}), [fired(rule(small, HOPS))])
    assert (weak.level, weak.may_reach, len(weak.reasons)) == (None, None, 1)


@pytest.mark.parametrize(
    ("score", "silent"),
    [((0, 222), False), ((0, 223), True), ((222, 223), True), ((223, 693), False), ((-300, 300), True)],
)
def test_what_no_reason_speaks_of_is_unspoken_where_it_may_be_but_is_not_yet(
    small: br.KnowledgeBase, score: tuple[int, int], silent: bool
) -> None:
    person = scored(small, {WEAK: score})
    assert unspoken(person, ()) == ({WEAK} if silent else frozenset())
    assert unspoken(person, [fired(rule(small, HOPS))]) == frozenset()
    together = like(small, {"id": WEAK}, {"id": "told with others", "together": "Weak hamstrings"})
    both = scored(small, {WEAK: score, "told with others": score}, conclusions=together)
    assert unspoken(both, ()) == ({WEAK} if silent else frozenset())


def test_what_is_left_out_is_not_told_and_the_rest_is_told_as_it_is(small: br.KnowledgeBase) -> None:
    right = WEAK.replace("left", "right")
    person = scored(small, {WEAK: (0, 223), right: (0, 693)}, conclusions=like(small, {"id": WEAK}, {"id": right}))
    told = {found.id: found for found in findings(person, ())}
    assert set(told) == unspoken(person, ()) == {WEAK, right}
    for name in told:
        assert findings(person, (), {name}) == tuple(found for found in told.values() if found.id != name)
    assert findings(person, (), told) == ()


def test_a_finding_has_the_reasons_that_are_its_own(small: br.KnowledgeBase) -> None:
    right = WEAK.replace("left", "right")
    reasons = [fired(rule(small, name)) for name in (HOPS, HOPS.replace("left", "right"), FAR)]
    found = findings(scored(small, {WEAK: (700, 700), right: (300, 300)}), reasons)
    assert [(f.id, [r.rule for r in f.reasons]) for f in found] == [
        (WEAK, [HOPS, FAR]),
        (right, [HOPS.replace("left", "right")]),
    ]


@pytest.mark.parametrize(
    ("low", "high", "level", "may_reach"),
    [
        (222, 222, None, None),
        (223, 692, "low", None),
        (223, 693, "low", "moderate"),
        (-500, 300, None, "low"),
        (1609, 2000, "high", None),
    ],
)
def test_a_level_that_is_still_open_is_told_where_it_is_another(
    small: br.KnowledgeBase, low: int, high: int, level: str | None, may_reach: str | None
) -> None:
    (found,) = findings(scored(small, {WEAK: (low, high)}), [fired(rule(small, HOPS))])
    assert (found.level, found.may_reach, found.score) == (level, may_reach, (low, high))


@pytest.mark.parametrize(
    ("low", "denying", "certainty"),
    [
        (693, (), 0.5),
        (-357, (), 0.0),  # nobody said that Nordic curls are trained; they may be
        (-357, (NORDICS,), -0.3),
        (693, (NORDICS,), 0.5),
        (-1, (NORDICS,), 0.0),
    ],
)
def test_certainty_is_below_nought_where_a_rule_says_so(
    small: br.KnowledgeBase, low: int, denying: tuple[str, ...], certainty: float
) -> None:
    reasons = [fired(rule(small, name)) for name in (HOPS, *denying)]
    (found,) = findings(scored(small, {WEAK: (low, 900)}), reasons)
    assert found.certainty == certainty
    assert str(found.certainty) == str(certainty), "nought has no sign"


def test_a_rule_of_no_weight_denies_nothing_and_counts_for_no_grade(small: br.KnowledgeBase) -> None:
    nothing = rule(small, HOPS, weight=0)
    (found,) = findings(scored(small, {WEAK: (-357, 300)}), [fired(nothing)])
    assert (found.certainty, found.grade) == (0.0, None)


def test_a_little_weight_counts(small: br.KnowledgeBase) -> None:
    for weight, certainty, grade in ((1, 0.0, "B"), (-1, -0.3, None)):
        (found,) = findings(scored(small, {WEAK: (-357, 300)}), [fired(rule(small, HOPS, weight=weight))])
        assert (found.certainty, found.grade) == (certainty, grade)


def regraded(kb: br.KnowledgeBase, **evidence: Mapping[str, Any]) -> dict[str, Rule]:
    """Return the rules, those of weak hamstrings resting on sources that were changed."""
    rules = dict(kb.knowledge.rules_by_id)
    for name, changed in evidence.items():
        rationale = rules[f"{name}[left]"].rationale
        cited = tuple(replace(c, **changed) for c in rationale.evidence)
        rules[f"{name}[left]"] = replace(rules[f"{name}[left]"], rationale=replace(rationale, evidence=cited))
    return rules


def graded(kb: br.KnowledgeBase, names: tuple[str, ...], **evidence: Mapping[str, Any]) -> Finding:
    """Return the finding of some rules, of which some rest on sources that were changed."""
    rules = regraded(kb, **evidence)
    person = scored(kb, {WEAK: (916, 916)}, rules=tuple(rules.values()))
    (found,) = findings(person, [fired(rules[name]) for name in names])
    return found


def test_the_best_evidence_of_what_counts_grades_a_finding(small: br.KnowledgeBase) -> None:
    assert graded(small, (HOPS,)).grade == "B"
    both = graded(small, (HOPS, BELOW))
    assert (both.grade, both.indirect, both.contested, both.grade_against) == ("A", False, True, "B")
    assert graded(small, (BELOW, HOPS)).contested
    denied = graded(small, (BELOW.replace(BELOW, HOPS), NORDICS), nordics_trained={"source": "review_2002"})
    assert denied.grade == "B", "a rule that denies it does not count for its grade"


def test_direct_evidence_comes_before_better_evidence_of_something_near(small: br.KnowledgeBase) -> None:
    near = {"source": "review_2002", "indirect": True}
    assert (one := graded(small, (FAR,), hq_far_below_convention=near)).indirect
    assert one.grade == "A"
    both = graded(small, (FAR, HOPS), hq_far_below_convention=near)
    assert (both.grade, both.indirect) == ("B", False)


def test_the_best_of_the_sources_against_is_told(small: br.KnowledgeBase) -> None:
    against = {"source": "review_2002", "against": True}
    found = graded(small, (HOPS, BELOW), hops_differ=against)
    assert (found.contested, found.grade_against) == (True, "A")
    alone = graded(small, (HOPS,), hops_differ=against)
    assert (alone.grade, alone.indirect, alone.contested, alone.grade_against) == (None, False, True, "A")


def test_the_highest_level_comes_first_then_the_family_then_the_surest(small: br.KnowledgeBase) -> None:
    first, second = FAMILIES[0], FAMILIES[1]
    levels = small.knowledge.conclusions[WEAK].levels
    own = like(
        small,
        {"id": "open", "family": first},
        {"id": "open too", "family": second},
        {"id": "low", "family": first},
        {"id": "sure", "family": second},
        {"id": "unsure", "family": second},
        {"id": "data", "family": first},
        {"id": "only two levels", "family": first, "levels": levels[1:]},
        {"id": "high", "family": FAMILIES[-1]},
    )
    scores = {
        "open": (0, 3000),
        "open too": (100, 3000),
        "low": (692, 692),
        "sure": (800, 800),
        "unsure": (700, 2000),
        "data": (693, 693),
        "only two levels": (693, 693),
        "high": (1609, 1609),
    }
    order = ["high", "data", "sure", "unsure", "only two levels", "low", "open", "open too"]
    person = scored(small, scores, conclusions=own)
    found = findings(person, ())
    assert [finding.id for finding in found] == order
    assert [finding.level for finding in found[-2:]] == [None, None]


def together(kb: br.KnowledgeBase, *names: str, title: str = "Few sets", **changed: Any) -> dict[str, Conclusion]:
    return like(kb, *({"id": f"few[{name}]", "name": "few", "together": title, **changed} for name in names))


def for_each(kb: br.KnowledgeBase, name: str) -> Rule:
    """Return a rule that concludes few sets of a muscle."""
    return rule(kb, HOPS, conclusion=f"few[{name}]")


def test_findings_that_belong_together_are_told_as_one(small: br.KnowledgeBase) -> None:
    conclusions = together(small, "a", "b", "c", "d") | {WEAK: small.knowledge.conclusions[WEAK]}
    scores = {"few[a]": (300, 500), "few[b]": (800, 900), "few[c]": (100, 1700), "few[d]": (223, 223), WEAK: (700, 700)}
    reasons = [fired(for_each(small, name)) for name in "abc"]
    reasons.append(fired(for_each(small, "a"), outweighed_by=rule(small, FAR)))
    found = findings(scored(small, scores, conclusions=conclusions), reasons)
    few = next(f for f in found if f.id == "few")
    assert [f.id for f in found] == ["few", WEAK]
    assert (few.title, few.level, few.may_reach, few.score) == ("Few sets", "moderate", "high", (800, 1700))
    assert few.muscles == ("a", "b", "d"), "those that reached a level"
    assert len(few.reasons) == 3, "what is outweighed is left out"
    assert few.certainty == 0.55


def test_what_is_told_together_may_reach_no_level_that_it_has(small: br.KnowledgeBase) -> None:
    scores = {"few[a]": (700, 800), "few[b]": (300, 900)}
    (few,) = findings(scored(small, scores, conclusions=together(small, "a", "b")), ())
    assert (few.id, few.level, few.may_reach, few.score) == ("few", "moderate", None, (700, 900))


def test_instances_that_are_not_told_together_stay_apart(small: br.KnowledgeBase) -> None:
    scores = {"few[a]": (700, 800), "few[b]": (700, 900)}
    found = findings(scored(small, scores, conclusions=together(small, "a", "b", title="")), ())
    assert [(f.id, f.title, f.muscles) for f in found] == [
        ("few[a]", "Weak hamstrings, left", ("hamstrings",)),
        ("few[b]", "Weak hamstrings, left", ("hamstrings",)),
    ]


def test_a_finding_of_several_stands_at_the_height_of_its_own_levels(small: br.KnowledgeBase) -> None:
    levels = small.knowledge.conclusions[WEAK].levels[1:]
    conclusions = together(small, "a", levels=levels, family=FAMILIES[0])
    conclusions |= like(small, {"id": "low", "family": FAMILIES[1]}, {"id": "moderate", "family": FAMILIES[1]})
    scores = {"few[a]": (693, 693), "low": (300, 300), "moderate": (700, 700)}
    found = findings(scored(small, scores, conclusions=conclusions), ())
    assert [f.id for f in found] == ["moderate", "few", "low"]


# ---------------------------------------------------------------- claims and sources


def judged(kb: br.KnowledgeBase, facts: Mapping[str, int]) -> Judged:
    return Judged(kb.knowledge, facts, infer(kb.knowledge, facts))


def test_a_claim_is_told_to_whom_it_is_about_with_both_sides(small: br.KnowledgeBase) -> None:
    told = ClaimResult(
        id="weak_hamstrings_from_sitting",
        claim="Much sitting makes the hamstrings weak.",
        verdict="unsupported",
        because=("Hours sat a day > 8 h/day",),
        note="Seen together, no more.",
        sources=("review_2002",),
        against=("cohort_2016",),
    )
    assert claims(judged(small, {"sitting": 36})) == (told,)
    assert claims(judged(small, {"sitting": 32})) == claims(judged(small, {})) == ()


def test_a_claim_says_each_reason_once(small: br.KnowledgeBase) -> None:
    sits, moves = Compare("sitting", Comparison.GT, 32), Compare("nordic_sessions", Comparison.GE, 2)
    (claim,) = small.knowledge.claims
    knowledge = altered(small.knowledge, claims=(replace(claim, condition=AllOf((sits, moves, sits))),))
    facts = {"sitting": 36, "nordic_sessions": 3}
    (told,) = claims(Judged(knowledge, facts, infer(knowledge, facts)))
    assert told.because == ("Hours sat a day > 8 h/day", "Nordic curl sessions ≥ 2 sessions/week")


def cited(knowledge: Knowledge, **of: Any) -> tuple[str, ...]:
    """Return the sources of an assessment that has some of its parts, each a source or more."""
    parts = {name: of.get(name, ()) for name in ("findings", "claims", "referrals", "restrictions", "prescriptions")}
    return tuple(source.id for source in sources(knowledge, **parts))


class Cites:
    """A part of an assessment that rests on sources."""

    def __init__(self, *sources: str, against: tuple[str, ...] = (), state: str = "", reasons: Any = ()) -> None:
        self.sources, self.against, self.state, self.reasons = sources, against, state, reasons


REVIEW, COHORT = "review_2002", "cohort_2016"


@pytest.mark.parametrize(
    ("part", "states", "others"),
    [
        ("referrals", "refer", ("seen", "unanswered")),
        ("restrictions", "active", ("open",)),
        ("prescriptions", "given", ("refused", "withheld")),
    ],
)
def test_what_is_given_or_so_names_its_sources_and_what_is_open_none(
    small: br.KnowledgeBase, part: str, states: str, others: tuple[str, ...]
) -> None:
    assert cited(small.knowledge, **{part: [Cites(REVIEW, state=states)]}) == (REVIEW,)
    assert cited(small.knowledge, **{part: [Cites(REVIEW, state=other) for other in others]}) == ()
    before = {"claims": [Cites(COHORT)]} | {part: [Cites(REVIEW, state=states), Cites(COHORT, state=states)]}
    assert cited(small.knowledge, **before) == (COHORT, REVIEW)


def test_a_finding_and_a_claim_name_the_sources_on_both_sides_each_once(small: br.KnowledgeBase) -> None:
    finding = Cites(reasons=[Cites(REVIEW), Cites(REVIEW, against=(COHORT,))])
    assert cited(small.knowledge, findings=[finding]) == (REVIEW, COHORT)
    assert cited(small.knowledge, claims=[Cites(REVIEW, against=(COHORT,))]) == (REVIEW, COHORT)
    assert cited(small.knowledge, findings=[finding], claims=[Cites(COHORT)]) == (REVIEW, COHORT)
    assert cited(small.knowledge, claims=[Cites("lost", REVIEW)]) == (REVIEW,), "a source that is not in the knowledge"


def test_the_sources_of_a_part_do_not_take_away_those_of_another(small: br.KnowledgeBase) -> None:
    third = replace(small.knowledge.evidence[REVIEW], id="third")
    knowledge = altered(small.knowledge, evidence={**small.knowledge.evidence, "third": third})
    parts = {"findings": [Cites(reasons=[Cites("third"), Cites(COHORT)])], "claims": [Cites(REVIEW), Cites("third")]}
    assert cited(knowledge, **parts) == ("third", COHORT, REVIEW)


def test_a_folder_adds_a_family_after_the_others_and_replaces_one_in_its_place(
    small_folder: Path, tmp_path: Path
) -> None:
    lines = ("{id: club, title: Of the club}", "{id: pain_linked, title: Pain}")
    (tmp_path / "families.yaml").write_text("".join(f"- {line}\n" for line in lines), encoding="utf-8")
    knowledge = br.load(small_folder, tmp_path, bundled=False).knowledge
    assert [*knowledge.families] == [*FAMILIES, "club"]
    assert [family.place for family in knowledge.families.values()] == [0, 1, 2, 3]
    assert (knowledge.family("pain_linked").about, knowledge.family("weakness").painted) == ("person", True)
