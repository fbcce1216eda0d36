"""The plan says the same in columns and in bits, in one batch and in many."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import narwhals as nw
import polars as pl
import pytest
from random_knowledge import random_facts, random_knowledge
from small_people_table import small_frame
from tables_of_people import rows_of

import balance_rules as br
from balance_rules.cohort import Cohort, running
from balance_rules.cohort.compiling import ColumnPlan, balanced, integer_type, is_constant, planned, total
from balance_rules.cohort.pipeline import Pipeline
from balance_rules.cohort.streaming import LEAST_ROWS, rows_per_batch
from balance_rules.inference.kernel import compiled
from balance_rules.model import Kind, Knowledge
from benchmarks.assess import rules_alone
from benchmarks.cohort import plan_scores
from benchmarks.generated import generated_knowledge, generated_people
from benchmarks.peers.polars_by_hand import PolarsByHand


def stored(knowledge: Knowledge, people: Sequence[Mapping[str, int]]) -> pl.DataFrame:
    """Return stored facts in columns by position, a yes or no as a Boolean."""
    columns = []
    for i, (fact, attribute) in enumerate(knowledge.facts.items()):
        values = pl.Series(f"f{i}", [person.get(fact) for person in people], pl.Int64)
        columns.append(values.cast(pl.Boolean) if attribute.kind is Kind.BOOLEAN else values)
    return pl.DataFrame(columns)


def scores_of(knowledge: Knowledge, people: Sequence[Mapping[str, int]]) -> list[tuple[int, ...]]:
    return [tuple(end for score in compiled(knowledge).run(person).scores for end in score) for person in people]


@pytest.mark.parametrize("seed", range(5))
def test_the_plan_gives_the_kernels_scores_in_columns_and_in_bits(seed: int) -> None:
    chance = random.Random(seed)
    knowledge = rules_alone(random_knowledge(chance))
    people = [random_facts(chance, knowledge, 0.3) for _ in range(20)]
    frame, expected = stored(knowledge, people), scores_of(knowledge, people)
    assert plan_scores(knowledge)(frame).rows() == expected
    plan = ColumnPlan(knowledge, tuple(knowledge.facts))
    judged = plan.apply(nw.from_native(frame)).to_native()
    for i, name in enumerate(knowledge.conclusions):
        for j, (end, score) in enumerate(zip(("lo", "hi"), plan.scores[name], strict=True)):
            found = [score] * len(people) if is_constant(score) else judged[f"{end}{i}"].to_list()
            assert found == [row[2 * i + j] for row in expected]


def test_what_the_benchmark_compares_the_plan_with_gives_the_same_scores() -> None:
    knowledge = generated_knowledge(rules=60, attributes=20, conclusions=10)
    people = generated_people(knowledge, 30)
    frame, expected = stored(knowledge, people), scores_of(knowledge, people)
    assert plan_scores(knowledge)(frame).rows() == expected
    assert PolarsByHand(knowledge)(frame).rows() == expected


def test_the_numba_kernel_of_the_benchmark_gives_the_same_scores() -> None:
    pytest.importorskip("numba", reason="numba is in the 'bench' extra, not in 'dev'")
    from benchmarks.peers.numba_kernel import numba_kernel

    knowledge = generated_knowledge(rules=60, attributes=20, conclusions=10)
    people = generated_people(knowledge, 30)
    assert [tuple(row) for row in numba_kernel(knowledge)(stored(knowledge, people)).T] == scores_of(knowledge, people)


def test_a_table_in_slices_gives_what_it_gives_as_a_whole(
    small: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = small_frame(20)
    typed = frame.with_columns(pl.col("sitting").cast(pl.String) + " h/day")
    for table in (frame, typed):
        whole = Cohort(small.knowledge, table)
        expected, counts = rows_of(whole.table), whole.summary
        monkeypatch.setattr(running, "rows_at_once", lambda _: 7)
        sliced = Cohort(small.knowledge, table)
        assert rows_of(sliced.table) == expected
        assert sliced.summary == counts
        monkeypatch.undo()


def test_a_plan_is_made_once_for_the_tables_that_have_the_same_facts(small: br.KnowledgeBase) -> None:
    facts = tuple(small.knowledge.facts)
    assert planned(small.knowledge, facts) is planned(small.knowledge, facts)
    assert planned(small.knowledge, facts) is not planned(small.knowledge, facts[1:])


def test_the_narrowest_integers_hold_what_they_must() -> None:
    for largest in (0, 127, 128, 32_767, 32_768, 2**31 - 1, 2**31):
        dtype = integer_type(pl, largest)
        assert dtype.max() is not None
        assert pl.Series([largest, -largest], dtype=dtype).to_list() == [largest, -largest]
    assert [integer_type(pl, largest) for largest in (127, 128, 32_768, 2**31)] == [
        pl.Int8,
        pl.Int16,
        pl.Int32,
        pl.Int64,
    ]


def test_what_is_the_same_for_everyone_is_added_up_before_the_columns_are() -> None:
    assert total([]) == 0
    assert total([1, 2]) == 3
    assert pl.select(total([pl.lit(5), 1, pl.lit(7), 2])).item() == 15


def test_columns_are_joined_in_a_tree_of_little_depth() -> None:
    depth = balanced(lambda a, b: 1 + max(a, b), [0] * 1_000)
    assert depth == 10


def test_a_batch_grows_with_the_memory_and_shrinks_with_its_rows() -> None:
    narrow, wide = pl.DataFrame({"a": [1] * 50}), pl.DataFrame({f"c{i}": [1] * 50 for i in range(500)})
    sizes = [rows_per_batch(wide, wide, megabytes << 20) for megabytes in (1, 256, 512, 1024)]
    assert sizes[0] == LEAST_ROWS
    assert sizes == sorted(set(sizes))
    assert rows_per_batch(narrow, narrow, 256 << 20) > sizes[1]


def test_sums_of_narrow_integers_keep_their_type_where_the_plan_is_sql(kb: br.KnowledgeBase) -> None:
    ibis = pytest.importorskip("ibis")
    sets = {"weekly_sets[hamstrings]": [175.5, 4.3, 0.0], "weekly_sets[quadriceps]": [200.0, 8.0, 3.0]}
    people = pl.DataFrame({"id": [0, 1, 2], **sets})
    table = nw.from_native(ibis.memtable(people.to_arrow()))
    pipeline = Pipeline(kb.knowledge, table, person="id", keep=(), columns="squad")
    derived = pipeline.deriving.apply(pipeline.intake.apply(table))
    ratio = f"f{pipeline.deriving.positions['hamstrings_to_quadriceps_sets']}"
    found = derived.sort("id").collect(backend="pyarrow")[ratio].to_list()
    alone = [kb.read_facts({k: v for k, v in row.items() if k != "id"}).values for row in people.to_dicts()]
    assert found == [values["hamstrings_to_quadriceps_sets"] for values in alone]
