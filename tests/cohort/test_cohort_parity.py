"""A table gives what each person alone is told: bit for bit, in every back end."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

import polars as pl
import pytest
from effort import effort
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from random_knowledge import random_facts, random_knowledge
from small_knowledge import altered
from tables_of_people import (
    BACK_ENDS,
    WAREHOUSE,
    as_polars,
    as_profiles,
    as_results,
    as_table,
    differences,
    expected_table,
    facts_heard,
    many_people,
    one_finding,
    plain_people,
    rows_of,
    shown_certainty,
)

import balance_rules as br
from balance_rules.cohort import Cohort
from balance_rules.cohort.columns import column_of, written
from balance_rules.inference.kernel import compiled
from balance_rules.model import Knowledge

MANY = effort(20, 10_000)  # people


@settings(max_examples=effort(6, 40))
@given(seed=st.integers(0, 2**32), missing=st.sampled_from([0.0, 0.3, 0.9]))
def test_random_knowledge_gives_in_polars_what_each_person_is_told(seed: int, missing: float) -> None:
    chance = random.Random(seed)
    knowledge = random_knowledge(chance)
    facts = [random_facts(chance, knowledge, missing) for _ in range(20)]
    facts[0] = dict.fromkeys([next(iter(knowledge.facts))], 0)
    people = plain_people(knowledge, facts)
    found = rows_of(Cohort(knowledge, as_polars(knowledge, people), columns="all").table)
    assert differences(compiled(knowledge), people, found) == []


@pytest.mark.parametrize("back_end", [*BACK_ENDS, WAREHOUSE])
def test_random_knowledge_gives_the_same_in_every_back_end(back_end: str) -> None:
    for seed in range(effort(1, 3)):
        chance = random.Random(seed)
        knowledge = random_knowledge(chance)
        people = plain_people(knowledge, [random_facts(chance, knowledge, 0.3) for _ in range(30)])
        found = rows_of(Cohort(knowledge, as_table(as_polars(knowledge, people), back_end), columns="all").table)
        assert differences(compiled(knowledge), people, found) == []


def test_many_people_are_told_by_the_bundled_knowledge_what_each_is_told_alone(kb: br.KnowledgeBase) -> None:
    people = many_people(kb.knowledge, MANY)
    cohort = kb.cohort(people, columns="all")
    with facts_heard() as heard:
        found = as_results(cohort.table)
    (facts,) = heard
    assert found.height + cohort.summary.refused == MANY
    assert found.height > MANY / 2
    # from the profile on, as one person is read
    sample = as_profiles(kb.knowledge, people[3 :: effort(4, 100)])
    assert differences(kb.kernel, sample, {row["id"]: row for row in found.to_dicts()}) == []
    # and everybody's facts against the compiled kernel, every bit of the result
    assert_frame_equal(found, expected_table(kb.kernel, facts), check_exact=True)


VISITED: dict[str, tuple[list[str], dict[str, str], str, int]] = {
    "cleared": (["cancer_history"], {"cancer_history": "yes"}, "seen", 0),
    "not allowed": (["cancer_history"], {"cancer_history": "no"}, "seen", 0),
    "worse since": (["cancer_history"], {"cancer_history": "worse_since"}, "refer", 1),
    "not yet": (["cancer_history"], {}, "refer", 1),
    "another flag": (["cancer_history", "chest_pain"], {"cancer_history": "yes"}, "seen", 1),
}


@pytest.fixture(scope="module")
def visited(kb: br.KnowledgeBase) -> tuple[list[dict[str, str]], dict[str, dict[str, str]]]:
    """The rows of those who have seen a doctor or not, and the state of each referral of each when told alone."""
    rows, alone = [], {}
    for name, (flags, seen, _, _) in VISITED.items():
        told = {f"screening__{flag}": "true" for flag in flags} | {f"seen__{flag}": said for flag, said in seen.items()}
        rows.append({"id": name, "screening__others": "none", **told})
        visits = {flag: {"date": "2026-10-01", "cleared": cleared} for flag, cleared in seen.items()}
        told_alone = kb.assess({"screening": flags, **({"seen": visits} if visits else {})}, engine="compiled")
        alone[name] = {r.id: r.state for r in told_alone.referrals}
    return rows, alone


@cache
def _referring(knowledge: Knowledge, back_end: str) -> Knowledge:
    """Return the knowledge, at each change with its referrals alone: to plan what else it concludes takes seconds.

    Of them a warehouse, which counts each in a query, is given every fourth and those of what the people tell.
    """
    if not effort(1, 0):
        return knowledge
    told = {flag for flags, *_ in VISITED.values() for flag in flags}
    referrals = [r for i, r in enumerate(knowledge.referrals) if i % 4 == 0 or told & set(r.complaints)]
    nothing: Any = {"rules": (), "restrictions": (), "prescriptions": (), "conclusions": MappingProxyType({})}
    return altered(knowledge, referrals=tuple(referrals if back_end == WAREHOUSE else knowledge.referrals), **nothing)


@pytest.mark.parametrize("back_end", ["polars", "pandas", WAREHOUSE])
def test_whom_a_doctor_has_seen_needs_no_referral_in_a_table_either(
    kb: br.KnowledgeBase, visited: tuple[list[dict[str, str]], dict[str, dict[str, str]]], back_end: str
) -> None:
    rows, alone = visited
    knowledge = _referring(kb.knowledge, back_end)
    judged = {referral.id for referral in knowledge.referrals}
    table = as_table(pl.from_dicts(rows, infer_schema_length=None), back_end)
    summary = (cohort := Cohort(knowledge, table)).summary
    for row in as_results(cohort.table).to_dicts():
        _, _, word, to_refer = VISITED[row["id"]]
        states = alone[row["id"]]
        assert states["cancer_in_the_past_or_now"] == row["cancer_in_the_past_or_now"] == word
        assert {name: row[column_of(name)] for name in states.keys() & judged} == {
            name: state for name, state in states.items() if name in judged
        }
        assert ("refer" in states.values()) == bool(to_refer)
    needed = sum(to_refer for *_, to_refer in VISITED.values())
    assert (summary.to_refer, summary.seen) == (needed, sum(word == "seen" for _, _, word, _ in VISITED.values()))
    assert f"Need referral: {needed} " in str(summary)
    assert len(summary.to_see) == (0 if back_end == WAREHOUSE else needed)


@pytest.fixture(scope="module")
def by_few_facts(kb: br.KnowledgeBase) -> tuple[pl.DataFrame, Cohort, pl.DataFrame]:
    """People who tell a few facts, what Polars makes of them, and what they must get; all facts: nightly_parity."""
    people = many_people(kb.knowledge, MANY)
    people = people.select("id", *random.Random(2).sample(people.columns[1:], effort(6, 40)))
    cohort = kb.cohort(people, columns="all")
    with facts_heard() as heard:
        _ = cohort.table
    return people, cohort, expected_table(kb.kernel, *heard)


@pytest.mark.parametrize("back_end", ["pandas", "arrow", "duckdb", WAREHOUSE])
def test_many_people_are_told_the_same_in_another_back_end(
    kb: br.KnowledgeBase, by_few_facts: tuple[pl.DataFrame, Cohort, pl.DataFrame], back_end: str
) -> None:
    people, cohort, expected = by_few_facts
    columns = list(written(kb.knowledge))
    if asked := effort(10, 0):  # each column takes a part of the plan: all of them take seconds
        chance, varied = random.Random(f"{back_end} 3"), [c for c in columns if expected[c].n_unique() > 1]
        alike = [column for column in columns if column not in varied]
        columns = [*chance.sample(varied, asked), *chance.sample(alike, asked // 2)]
    other = kb.cohort(as_table(people, back_end), columns=columns)
    assert_frame_equal(as_results(other.table), expected.select("id", *columns), check_exact=True)
    if back_end != WAREHOUSE:
        assert other.summary == cohort.summary
    elif not asked:  # at each change of whom a doctor has seen; a warehouse keeps its rows, so that it names nobody
        assert other.summary == replace(cohort.summary, to_see=(), worst=())


BITS = 14
SCORES = one_finding([1 << place for place in range(BITS - 1)] + [-(1 << BITS - 1)])  # every score from -8192 to 8191


@pytest.fixture(scope="module")
def every_score() -> pl.DataFrame:
    """A person for each score, and the certainty that is shown of it."""
    scores = range(-(1 << BITS - 1), 1 << BITS - 1)
    columns = {f"a{i}": [bool(score >> i & 1) for score in scores] for i in range(BITS)}
    return pl.DataFrame({"id": scores, **columns, "shown": [shown_certainty(score) for score in scores]})


@pytest.mark.parametrize("back_end", ["polars", "duckdb", WAREHOUSE])
def test_the_certainty_of_every_score_is_that_of_the_finding(every_score: pl.DataFrame, back_end: str) -> None:
    people = as_table(every_score.drop("shown"), back_end)
    found = as_results(Cohort(SCORES, people, columns=["c__low", "c__certainty"]).table)
    assert found["c__low"].to_list() == every_score["id"].to_list()
    assert found["c__certainty"].to_list() == every_score["shown"].to_list()


def test_the_certainty_of_a_score_in_a_table_is_what_one_person_is_told() -> None:
    alone = br.KnowledgeBase(SCORES)
    for score in range(230, 8192, 199):
        told = {f"a{i}": bool(score >> i & 1) for i in range(BITS)}
        (finding,) = alone.assess(told, engine="compiled").findings
        assert (finding.score, finding.certainty) == ((score, score), shown_certainty(score))


@pytest.mark.parametrize("back_end", ["polars", "duckdb", "ibis", WAREHOUSE])
def test_every_bit_of_two_words_of_fired_rules_is_that_of_its_rule(back_end: str) -> None:
    knowledge = one_finding([1] * 65)  # a word holds 63
    told = {f"a{i}": [True, False, i % 3 == 0, None] for i in range(65)}
    people = pl.DataFrame({"id": range(4), **told})
    facts = people.with_columns(pl.exclude("id").cast(pl.Int64))
    found = as_results(Cohort(knowledge, as_table(people, back_end), columns="all").table)
    assert_frame_equal(found, expected_table(compiled(knowledge), facts), check_exact=True)
