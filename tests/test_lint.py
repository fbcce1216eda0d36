"""Lint: every code finds its seeded defect, and keeps silent on the clean twin."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from in_one import in_one
from small_knowledge import FILES, write_knowledge

import balance_rules as br
from balance_rules.knowledge import examples, load_knowledge, sources
from balance_rules.knowledge import lint as lint_module
from balance_rules.knowledge.inventory import unread_attributes
from balance_rules.knowledge.issues import Issue
from balance_rules.knowledge.lint import lint
from balance_rules.knowledge.sources import sources_used
from balance_rules.model import Knowledge
from balance_rules.verify.lint_codes import LINT_CODES

RULES = "rules/1_from_facts"
R1 = f"{RULES}/hq_below_convention.yaml"
R3 = f"{RULES}/hops_differ.yaml"
CHAIN = "rules/2_from_findings/weak_side_of_the_chain.yaml"
ACL = f"{RULES}/after_ligament_injury.yaml"
NORDIC = "prescriptions/nordic_curl.yaml"
BREAKS = "prescriptions/sitting_breaks.yaml"
REFERRAL = "referrals/cauda_equina.yaml"


def knowledge_with(folder: Path, *changes: tuple[str, str, str], files: dict[str, Any] | None = None) -> Knowledge:
    texts: dict[str, Any] = dict(files or {})
    for path, old, new in changes:
        text = texts.get(path, FILES.get(path))
        assert isinstance(text, str)
        assert text.count(old) == 1, (path, old)
        texts[path] = text.replace(old, new)
    return load_knowledge([write_knowledge(folder / "kb", files=texts)], bundled=False)


def test_the_clean_twin_has_no_issue(small: br.KnowledgeBase) -> None:
    assert lint(small.knowledge) == ()


CASE = "  - {name: not measured, given: {}, expect: undecided}\n"
IMPOSSIBLE = '"hamstring_torque[left]": 50, "quadriceps_torque[left]": 50'
UNUSED = (
    FILES["evidence/review_2002.yaml"].replace("review_2002", "unused_2001").replace("10.1000/review", "10.1000/unused")
)
REVIEW = "evidence/review_2002.yaml"
LONELY = """\
- id: lonely
  title: Lonely
  family: weakness
  meaning: Nothing concludes it.
"""
THEMES = "- {id: hamstrings, title: Hamstrings, findings: [hamstring_weakness], sites: [], goals: []}\n"
CARRIED = ("claims.yaml", "  for: [review_2002]\n", "  carried_by: [weak_side_of_the_chain]\n  for: [review_2002]\n")

SEEDED: list[tuple[str, str, list[tuple[str, str, str]], dict[str, Any], str, str]] = [
    (
        "L01",
        "hq_below_convention",
        [(R1, '{name: weak, given: {"hq[left]": 0.5}', '{name: weak, given: {"hq[left]": 0.7}')],
        {},
        f"kb/{R1}:1:1",
        "the case 'weak' expects fires, but comes out as silent.",
    ),
    (
        "L01",
        "nordic_curl",
        [(NORDIC, '"hamstring_pain[left]": 4}', '"hamstring_pain[left]": 3}')],
        {},
        f"kb/{NORDIC}:1:1",
        "the case 'sore' expects refused, but comes out as given.",
    ),
    (
        "L25",
        "hq_below_convention",
        [(R1, CASE, f'{CASE}rungs: [{{level: moderate, given: {{"hq[left]": 0.5, nordic_sessions: 0}}}}]\n')],
        {},
        f"kb/{R1}:1:1",
        "with hq[left] = 0.5, nordic_sessions = 0 sessions/week and nothing else "
        "hamstring_weakness[left] is low, not moderate.",
    ),
    (
        "L25",
        "hq_below_convention",
        [(R1, CASE, f'{CASE}rungs: [{{level: low, given: {{"hq[left]": 0.5, {IMPOSSIBLE}}}}}]\n')],
        {},
        f"kb/{R1}:1:1",
        "nobody can be as a rung gives: hq[left] = 0.5, hamstring_torque[left] = 50 N·m, "
        "quadriceps_torque[left] = 50 N·m.",
    ),
    (
        "L26",
        "hq_below_convention",
        [(R1, CASE, f'{CASE}rungs: [{{level: moderate, given: {{"hq[left]": 0.4, nordic_sessions: 0}}}}]\n')],
        {},
        f"kb/{R1}:1:1",
        "with hq[left] = 0.4, nordic_sessions = 0 sessions/week "
        "hamstring_weakness[left] is moderate without the rule as well.",
    ),
    (
        "L02",
        "after_ligament_injury",
        [(ACL, "  - {name: not asked, given: {}, expect: undecided}\n", "")],
        {},
        f"kb/{ACL}:1:1",
        "no case that is undecided.",
    ),
    (
        "L02",
        "sitting_breaks",
        [(BREAKS, "  - {name: not asked, given: {}, expect: withheld}\n", "")],
        {},
        f"kb/{BREAKS}:1:1",
        "no case that is withheld.",
    ),
    (
        "L03",
        "hops_differ",
        [(R3, "given: {hop_asymmetry: 15 %}", "given: {hop_asymmetry: 15.1 %}")],
        {},
        f"kb/{R3}:1:1",
        "no case with hop_asymmetry exactly at the threshold of '≥'.",
    ),
    (
        "L04",
        "after_ligament_injury",
        [
            (
                ACL,
                'when: {"prior_acl[side]": true}\n',
                'when: {all: [{"prior_acl[side]": true}, {any: [{sitting: 24 h/day}, {nordic_sessions: 7}]}]}\n'
                "conventions: {sitting: Ours., nordic_sessions: Ours.}\n",
            ),
            (
                ACL,
                'given: {"prior_acl[left]": true}',
                'given: {"prior_acl[left]": true, sitting: 24 h/day, nordic_sessions: 7}',
            ),
        ],
        {},
        f"kb/{ACL}:1:1",
        "negating the comparison with nordic_sessions breaks no case.",
    ),
    (
        "L05",
        "hops_differ",
        [(R3, "conventions: {hop_asymmetry: Fifteen per cent is ours.}\n", "")],
        {},
        f"kb/{R3}:1:1",
        "the number compared with 'hop_asymmetry' has neither a source nor an owner.",
    ),
    (
        "L06",
        "hq_below_convention",
        [(R1, "supports: [hq]", "supports: [hq, hqq]")],
        {},
        f"kb/{R1}:1:1",
        "'supports' names 'hqq', which is no attribute.",
    ),
    (
        "L07",
        "cauda_equina",
        [(REFERRAL, "evidence: [{source: review_2002}]\n", "")],
        {},
        f"kb/{REFERRAL}:1:1",
        "no source and no convention.",
    ),
    (
        "L07",
        "cauda_equina",
        [(REFERRAL, "{source: review_2002}", "{source: review_2002, against: true}")],
        {},
        f"kb/{REFERRAL}:1:1",
        "no source and no convention.",
    ),
    (
        "L08",
        "hops_differ",
        [(R3, "because: the hops", "because: a higher Probability of injury, as the hops")],
        {},
        f"kb/{R3}:1:1",
        "the word 'Probability' overclaims.",
    ),
    (
        "L08",
        "nordic_curl",
        [(NORDIC, "stop_when: Pain", "stop_when: It cures. Pain")],
        {},
        f"kb/{NORDIC}:1:1",
        "the word 'cures' overclaims.",
    ),
    (
        "L09",
        "weak_side_of_the_chain",
        [],
        {CHAIN: None, f"{RULES}/weak_side_of_the_chain.yaml": FILES[CHAIN]},
        f"kb/{RULES}/weak_side_of_the_chain.yaml:1:1",
        "it stands in '1_from_facts', but its finding closes in stratum 2.",
    ),
    (
        "L10",
        "weak_hamstrings_from_sitting",
        [
            ("claims.yaml", "  for: [review_2002]\n", ""),
            ("claims.yaml", "  against: [cohort_2016]\n", ""),
        ],
        {},
        "kb/claims.yaml:1:3",
        "no source on either side of the claim.",
    ),
    (
        "L11",
        "weak_side_of_the_chain",
        [CARRIED],
        {},
        f"kb/{CHAIN}:1:1",
        "a claim that is unsupported (weak_hamstrings_from_sitting) adds to posterior_chain_deficit.",
    ),
    ("L12", "lonely", [], {"conclusions/lonely.yaml": LONELY}, "conclusion lonely", "no rule concludes it."),
    (
        "L13",
        "unused_2001",
        [],
        {"evidence/unused_2001.yaml": UNUSED},
        "knowledge/evidence/unused_2001.yaml",
        "nothing rests on it.",
    ),
    (
        "L14",
        "cauda_equina",
        [(REFERRAL, "Go to an emergency department now.", "See a doctor this week.")],
        {},
        f"kb/{REFERRAL}:1:1",
        "the field says emergency, its first sentence says soon.",
    ),
    (
        "L14",
        "cauda_equina",
        [(REFERRAL, "Go to an emergency department now.", "Go to an emergency department now. Tell the doctor today.")],
        {},
        f"kb/{REFERRAL}:1:1",
        "the field says emergency, a later sentence says same_day.",
    ),
    (
        "L15",
        "lonely",
        [(R3, 'finding: "hamstring_weakness[side]"', "finding: lonely")],
        {"conclusions/lonely.yaml": LONELY},
        "conclusion lonely",
        "no prescription answers it.",
    ),
    (
        "L24",
        "posterior_chain_deficit",
        [],
        {"themes.yaml": THEMES},
        "conclusion posterior_chain_deficit",
        "no theme has it.",
    ),
    (
        "L21",
        "sitting",
        [("attributes/person.yaml", "- id: sitting\n", "- id: sitting\n  silent: Nothing follows from it.\n")],
        {},
        "kb/attributes/person.yaml:46:3",
        "it says that nothing is concluded from it, and a condition reads it.",
    ),
    (
        "L16",
        "review_2002",
        [(REVIEW, "authors: Author A", "authors: Authors not recorded")],
        {},
        f"knowledge/{REVIEW}",
        "its authors say no more than 'Authors not recorded'.",
    ),
    (
        "L16",
        "review_2002",
        [(REVIEW, "title: A review", "title: A review of ratios (our description)")],
        {},
        f"knowledge/{REVIEW}",
        "its title is 'A review of ratios (our description)'.",
    ),
    (
        "L16",
        "review_2002",
        [(REVIEW, "year: 2002", "year: null")],
        {},
        f"knowledge/{REVIEW}",
        "it stands in 'A journal', but its year is not given.",
    ),
    (
        "L17",
        "review_2002",
        [(REVIEW, "url: null", "url: https://fr.scribd.com/document/1")],
        {},
        f"knowledge/{REVIEW}",
        "its address is at fr.scribd.com, which is no known home of a source.",
    ),
    (
        "L18",
        "review_2002",
        [(REVIEW, "verified: {at: doi.org/10.1000/review, read: full_text}", "verified: null")],
        {},
        f"knowledge/{REVIEW}",
        "nobody has said where it was read.",
    ),
    (
        "L19",
        "review_2002",
        [(REVIEW, "pmid: null", 'pmid: "12345"')],
        {},
        f"knowledge/{REVIEW}",
        "it has the pmid of 'cohort_2016', 12345.",
    ),
]


@pytest.fixture(scope="module")
def issues_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], tuple[Issue, ...]]:
    """What lint says of a seeded defect, by its place in the list; two tests ask, and to load each takes its time."""

    @cache
    def issues_of(seeded: int) -> tuple[Issue, ...]:
        _, _, changes, files, _, _ = SEEDED[seeded]
        return lint(knowledge_with(tmp_path_factory.mktemp("seeded"), *changes, files=files))

    return issues_of


@in_one("seeded", range(len(SEEDED)), ids=[f"{code} {statement}" for code, statement, *_ in SEEDED])
def test_a_seeded_defect_is_found(issues_of: Callable[[int], tuple[Issue, ...]], seeded: int) -> None:
    code, statement, _, _, place, message = SEEDED[seeded]
    issues = issues_of(seeded)
    found = [issue for issue in issues if (issue.code, issue.statement, issue.place) == (code, statement, place)]
    assert [issue for issue in found if issue.message == message], "\n".join(map(str, issues))
    assert all(issue.fix for issue in issues)


def test_every_code_has_a_seeded_defect() -> None:
    """But for those whose tests stand beside what they ask of: referrals, errors of measurement, margins, rounding."""
    elsewhere = {"L20", "L22", "L23", "L27"}
    assert {code for code, *_ in SEEDED} == LINT_CODES.keys() - elsewhere


def test_the_table_of_codes_has_those_that_are_raised_and_no_others() -> None:
    modules = (lint_module, examples, sources)
    raised = {code for module in modules for code in re.findall(r'"(L\d\d)"', inspect.getsource(module))}
    assert raised == LINT_CODES.keys()
    assert list(LINT_CODES) == sorted(LINT_CODES)
    for code, asked in LINT_CODES.items():
        for text in (asked.wrong, asked.why, asked.fix):
            assert text.endswith("."), code


def test_a_defect_raises_its_own_code_and_at_most_those_of_the_cases_it_upsets(
    issues_of: Callable[[int], tuple[Issue, ...]],
) -> None:
    for seeded, (code, *_) in enumerate(SEEDED):
        codes = {issue.code for issue in issues_of(seeded)}
        assert codes - {"L02", "L03"} == {code} - {"L02", "L03"}, (code, codes)


@pytest.mark.parametrize("verdict", ["supported", "association_only", "mixed"])
def test_a_claim_that_studies_bear_out_may_be_carried_by_a_rule(tmp_path: Path, verdict: str) -> None:
    borne_out = ("claims.yaml", "verdict: unsupported", f"verdict: {verdict}")
    assert lint(knowledge_with(tmp_path, CARRIED, borne_out)) == ()


@in_one("word", ["probability", "likelihood", "diagnosis", "chance of", "guarantees", "will injure"])
def test_words_that_overclaim(tmp_path: Path, word: str) -> None:
    changes = (R3, "because: the hops", f"because: the {word} hops")
    messages = [issue.message for issue in lint(knowledge_with(tmp_path, changes))]
    assert messages == [f"the word {word!r} overclaims."]


def test_cases_of_one_side_cover_the_rule_of_both(tmp_path: Path) -> None:
    line = "  - {name: not asked, given: {}, expect: undecided}\n"
    right = "  - {name: not asked, at: {side: right}, given: {}, expect: undecided}\n"
    assert lint(knowledge_with(tmp_path, (ACL, line, right))) == ()


def test_a_draft_needs_no_source(tmp_path: Path) -> None:
    changes = [(ACL, "status: stable", "status: draft"), (ACL, "evidence: [{source: cohort_2016}]\n", "")]
    folder = tmp_path / "kb"
    knowledge_with(tmp_path, *changes)
    assert lint(load_knowledge([folder], bundled=False, drafts=True)) == ()


def test_of_one_folder_is_told_what_stands_there(tmp_path: Path) -> None:
    knowledge = knowledge_with(tmp_path, (R1, CASE, ""), (REFERRAL, "evidence: [{source: review_2002}]\n", ""))
    assert {issue.code for issue in lint(knowledge, folder="kb")} >= {"L02", "L07"}
    assert lint(knowledge, folder="kb") == lint(knowledge)
    assert lint(knowledge, folder="club") == ()


def test_issues_come_in_the_order_of_the_files_and_read_well(tmp_path: Path) -> None:
    issues = lint(knowledge_with(tmp_path, CARRIED, (REFERRAL, "evidence: [{source: review_2002}]\n", "")))
    assert [issue.place for issue in issues] == sorted(issue.place for issue in issues)
    assert str(issues[0]) == (
        f"kb/{REFERRAL}:1:1: L07 cauda_equina: no source and no convention. Cite a source or own it."
    )
    assert isinstance(issues[0], Issue)


def test_what_rests_on_a_source(small: br.KnowledgeBase) -> None:
    used = set(sources_used(small.knowledge))
    assert {
        ("hq_below_convention", "review_2002"),
        ("nordic_hamstring_curl", "cohort_2016"),
        ("dose compound", "review_2002"),
        ("progression", "review_2002"),
        ("weak_hamstrings_from_sitting", "cohort_2016"),
    } <= used


def test_attributes_that_nothing_reads(small: br.KnowledgeBase) -> None:
    assert unread_attributes(small.knowledge) == ("weekly_sets",), "inputs of a measure that is read are read"
