"""Tables for the cohort tests: random facts as columns that people would write."""

from __future__ import annotations

import atexit
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

import pytest
from random_knowledge import LEVELS

from balance_rules.cohort.columns import column_of, fired_columns
from balance_rules.cohort.judging import Judged, Judging, Measured
from balance_rules.cohort.outputs import PRESCRIPTION, REFERRAL, fired_rules
from balance_rules.errors import FactError
from balance_rules.inference.kernel import Kernel
from balance_rules.model import (
    Attribute,
    Compare,
    Comparison,
    Conclusion,
    Kind,
    Knowledge,
    Place,
    Rationale,
    Referral,
    Rule,
    facts_read,
    key,
)
from balance_rules.person.facts import profile_model, read_profile
from balance_rules.semantics import certainty

model_of = lru_cache(maxsize=64)(profile_model)

# "ibis" is over DuckDB, which runs in this process; Spark is apart, in test_cohort_spark
BACK_ENDS = ("polars", "lazy", "pandas", "arrow", "duckdb", "ibis")
WAREHOUSE = "warehouse"  # Polars through Ibis, which is given the plan, and lacks what reads text with units


def plain_people(knowledge: Knowledge, people: Sequence[Mapping[str, int]]) -> list[dict[str, Any]]:
    """Return stored facts as the plain values that a table holds, ids 0, 1, 2 …"""
    return [
        {"id": i} | {fact: knowledge.facts[fact].plain(value) for fact, value in person.items()}
        for i, person in enumerate(people)
    ]


def sensible_facts(chance: random.Random, knowledge: Knowledge, missing: float = 0.3) -> dict[str, Any]:
    """Return random plain values whose measures mostly stay in range: what is divided lies close together."""
    inputs = {name for measure in knowledge.measures for name in measure.inputs}
    derived = {measure.fact for measure in knowledge.measures}
    told = {}
    for fact, attribute in knowledge.facts.items():
        if fact in derived or chance.random() < missing:
            continue
        third = (attribute.high - attribute.low) // 3
        span = (attribute.low + third, attribute.high - third) if fact in inputs else (attribute.low, attribute.high)
        told[fact] = attribute.plain(chance.randint(*span))
    return told


def as_polars(knowledge: Knowledge, rows: Sequence[Mapping[str, Any]]) -> Any:
    """Return rows as a Polars data frame with a column for each fact that somebody told."""
    import polars as pl

    names = [fact for fact in knowledge.facts if any(fact in row for row in rows)]
    columns: dict[str, list[Any]] = {"id": [row["id"] for row in rows]}
    for name in names:
        values = [row.get(name) for row in rows]
        if any(isinstance(value, float) for value in values):
            values = [None if value is None else float(value) for value in values]
        columns[column_of(name)] = values
    return pl.DataFrame(columns, strict=True)


@lru_cache(maxsize=2)
def many_people(knowledge: Knowledge, count: int, seed: int = 1) -> Any:
    """Return many people as a Polars data frame: the answers of up to 400 people, mixed anew attribute by attribute.

    Only each twentieth tells all that may contradict each other.
    """
    import polars as pl

    chance = random.Random(seed)
    drawn = [{"id": i} | sensible_facts(chance, knowledge) for i in range(min(count, 400))]
    pools = as_polars(knowledge, drawn).drop("id")
    mixed = [pool.sample(count, with_replacement=True, seed=i) for i, pool in enumerate(pools)]
    told = {pool.name: pool.to_list() for pool in mixed}
    for contradiction in knowledge.contradictions:
        columns = [column_of(fact) for fact in facts_read(contradiction.condition) if column_of(fact) in told]
        flags = [told[name] for name in columns[1:] if pools[name].dtype == pl.Boolean]
        if columns:
            _agree([told[name] for name in columns], flags)
    return pl.DataFrame({"id": range(count), **told}, schema={"id": pl.Int64, **pools.schema})


def _agree(columns: Sequence[list[Any]], flags: Sequence[list[Any]]) -> None:
    """Silence what would contradict the rest, of all but each twentieth."""
    for i in range(len(columns[0])):
        if len(flags) > 3:  # each contradicts the first: every other person denies them all
            if i % 2 and columns[0][i] is not None:
                for flag in flags:
                    flag[i] = False
            silent = i % 2 == 0 and any(flag[i] is not False for flag in flags)
        else:
            silent = all(column[i] is not None for column in columns)
        if silent and i % 20:
            columns[0][i] = None


def as_profiles(knowledge: Knowledge, people: Any) -> list[dict[str, Any]]:
    """Return the rows of a table as profiles with an id, facts under their keys."""
    names = {column_of(fact): fact for fact in knowledge.facts}
    return people.rename({column: names[column] for column in people.columns if column in names}).to_dicts()


@contextmanager
def facts_heard() -> Iterator[list[Any]]:
    """Keep the facts of whoever is judged meanwhile, a data frame each time: they need not be judged twice."""
    heard: list[Any] = []
    judge = Judging.judge

    def listening(judging: Judging, measured: Measured) -> Judged:
        facts = judging.facts(measured)
        judged = judge(judging, measured)
        heard.append(judged.good(facts))
        return judged

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Judging, "judge", listening)
        yield heard


def one_finding(weights: Sequence[int]) -> Knowledge:
    """Return knowledge of one finding `c`, to which the truth of `a0`, `a1` … adds the weights one by one."""
    attributes = [Attribute(f"a{i}", f"a{i}", Kind.BOOLEAN, "?", "", 1) for i in range(len(weights))]
    rules = [
        Rule(
            *(f"r{i}", f"r{i}", "", Compare(f"a{i}", Comparison.EQ, 1), Rationale(), (), Place("")),
            conclusion="c",
            certainty=Decimal(0),
            weight=weight,
            group=f"g{i}",
        )
        for i, weight in enumerate(weights)
    ]
    return Knowledge(
        name="one finding",
        version="0",
        hash=str(weights),
        attributes=MappingProxyType({attribute.id: attribute for attribute in attributes}),
        measures=(),
        conclusions=MappingProxyType({"c": Conclusion("c", "c", "c", "weakness", (), "", LEVELS, 0)}),
        rules=tuple(rules),
        referrals=(),
        restrictions=(),
        exercises=MappingProxyType({}),
        prescriptions=(),
    )


@cache
def database() -> Any:
    """A database in memory, one for all tables: to make another takes as long as to judge its people."""
    import duckdb

    atexit.register(database.cache_clear)  # what DuckDB keeps in a module is told as lost when the tests end
    return duckdb.connect()


def as_table(frame: Any, back_end: str) -> Any:
    """Return a Polars data frame as a table of another back end."""
    match back_end:
        case "lazy":
            return frame.lazy()
        case "pandas":
            return frame.to_pandas(use_pyarrow_extension_array=True)
        case "arrow":
            return frame.to_arrow()
        case "duckdb":
            return database().cursor().from_arrow(frame.to_arrow())
        case "ibis":
            import ibis

            return ibis.memtable(frame.to_arrow())
        case "warehouse":
            import ibis

            return ibis.polars.connect({"people": frame}).table("people")
    return frame


def rows_of(table: Any) -> dict[Any, dict[str, Any]]:
    """Return the rows of any result by id."""
    import narwhals as nw

    if type(table).__module__.startswith("pandas"):
        import polars as pl

        table = pl.from_pandas(table)  # where a missing word is null, not a float
    frame = nw.from_native(table)
    frame = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return {row["id"]: row for row in frame.iter_rows(named=True)}


def expected_table(kernel: Kernel, facts: Any) -> Any:
    """Return the results that people must get, from their facts as stored, by the compiled kernel one by one."""
    import polars as pl

    knowledge = kernel.knowledge
    told = [{name: v for name, v in row.items() if name != "id" and v is not None} for row in facts.to_dicts()]
    inferences = [kernel.run({**knowledge.silence, **known}) for known in told]
    names = [name for name, _ in knowledge.judged]
    truths = pl.DataFrame([i.truths for i in inferences], schema=dict.fromkeys(names, pl.Int64), orient="row")
    columns = [facts["id"]]
    for i, conclusion in enumerate(knowledge.conclusions.values()):
        name = column_of(conclusion.id)
        low = pl.Series([inference.scores[i][0] for inference in inferences], dtype=pl.Int64)
        high = pl.Series([inference.scores[i][1] for inference in inferences], dtype=pl.Int64)
        reached = [level_word(conclusion, *inference.scores[i]) for inference in inferences]
        columns.append(pl.Series(name, reached, dtype=pl.String))
        sure = {score: shown_certainty(score) for score in low.unique()}
        columns += [low.alias(f"{name}__low"), high.alias(f"{name}__high")]
        columns.append(pl.Series(f"{name}__certainty", [sure[score] for score in low], dtype=pl.Float64))
    for referral in knowledge.referrals:
        states = [
            referral_word(knowledge, referral, truth, {**knowledge.silence, **known})
            for truth, known in zip(truths[referral.id], told, strict=True)
        ]
        columns.append(pl.Series(column_of(referral.id), states, dtype=pl.String))
    columns += [
        pl.Series(column_of(p.id), [PRESCRIPTION[1 + truth] for truth in truths[p.id]], dtype=pl.String)
        for p in knowledge.prescriptions
    ]
    for word, name in enumerate(fired_columns(knowledge)):
        rules = enumerate(knowledge.rules[word * 63 : word * 63 + 63])
        columns.append(sum((truths[rule.id] == 1).cast(pl.Int64) * (1 << bit) for bit, rule in rules).alias(name))
    return pl.DataFrame([*columns, pl.Series("knowledge_hash", [knowledge.hash] * facts.height)])


def level_word(conclusion: Conclusion, low: int, high: int) -> str:
    """Return what a result says of a finding: its level, or whether it could still reach one."""
    return conclusion.level(low) or ("unknown" if conclusion.level(high) else "none")


def referral_word(knowledge: Knowledge, referral: Referral, truth: int, known: Mapping[str, int]) -> str:
    """Return what a result says of a referral; a doctor has looked who answered of every complaint that is there."""
    roles, facts = knowledge.roles, knowledge.facts
    there = [c for c in referral.complaints if known.get(key(roles.flags, c), c == referral.name)]
    seen = [(facts[fact], known[fact]) for fact in (key(roles.seen, c) for c in there) if fact in known]
    answers = [fact.values[value][0] for fact, value in seen]
    if truth > 0 and answers and set(answers) <= {"no", "with_limits", "yes"}:
        return "seen"
    return REFERRAL[1 + truth]


def shown_certainty(score: int) -> float:
    """Return the certainty factor of a score as a finding shows it."""
    return round(certainty(score), 2) + 0.0


def as_results(table: Any) -> Any:
    """Return a result as a Polars data frame, by id, words and whole numbers each of one type."""
    import narwhals as nw
    import polars as pl
    import polars.selectors as cs

    frame = nw.from_native(table)
    frame = frame.collect(backend="polars") if isinstance(frame, nw.LazyFrame) else frame
    plain = pl.DataFrame(frame.to_arrow()) if not isinstance(frame.to_native(), pl.DataFrame) else frame.to_native()
    return plain.with_columns(cs.integer().cast(pl.Int64), (cs.enum() | cs.categorical()).cast(pl.String)).sort("id")


def expected_row(kernel: Kernel, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what a person's row of the result must hold, None where the facts are refused."""
    knowledge = kernel.knowledge
    told = {name: value for name, value in row.items() if name != "id" and value is not None}
    try:
        sheet = read_profile(knowledge, told, model=model_of(knowledge))
    except FactError:
        return None
    inference = kernel.run(sheet.values)
    truths = dict(zip((name for name, _ in knowledge.judged), inference.truths, strict=True))
    wanted: dict[str, Any] = {}
    for conclusion, (low, high) in zip(knowledge.conclusions.values(), inference.scores, strict=True):
        name = column_of(conclusion.id)
        wanted |= {name: level_word(conclusion, low, high), f"{name}__low": low, f"{name}__high": high}
    known = {**knowledge.silence, **sheet.values}
    wanted |= {column_of(r.id): referral_word(knowledge, r, truths[r.id], known) for r in knowledge.referrals}
    wanted |= {column_of(p.id): PRESCRIPTION[1 + truths[p.id]] for p in knowledge.prescriptions}
    return wanted | {"fired": tuple(rule.id for rule in knowledge.rules if truths[rule.id] > 0)}


def differences(
    kernel: Kernel, people: Sequence[Mapping[str, Any]], found: Mapping[Any, Mapping[str, Any]]
) -> list[Any]:
    """Return every cell of a result that is not what the person alone is told."""
    wrong: list[Any] = []
    for person in people:
        wanted, row = expected_row(kernel, person), found.get(person["id"])
        if wanted is None or row is None:
            wrong += [] if wanted is row else [(person["id"], "refused", wanted, row)]
            continue
        told = {**row, "fired": fired_rules(kernel.knowledge, row)}
        told["fired"] = tuple(told["fired"]) if fired_columns(kernel.knowledge) else ()
        wrong += [(person["id"], name, value, told[name]) for name, value in wanted.items() if told[name] != value]
    return wrong
