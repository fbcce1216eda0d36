"""Mutants of the bundled knowledge, and who notices them: loading, lint with its cases, people, or proof.

``PYTHONPATH=tests python -m verify.mutation`` tries every mutant; ``--sample 200 --seed 1`` some of them. A
mutant that nobody notices is compared with the original by proof: it is equivalent, or shown with a person
whom it changes. ``--write`` keeps the outcome of a whole run in ``survivors.yaml``, where each survivor has
a reason; one without ends the run with status 1.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path as PathOnDisk
from typing import Any

import yaml
from test_contradictions import REFUSED

from balance_rules.errors import KnowledgeError
from balance_rules.knowledge import bundled_folder
from balance_rules.knowledge.building import build
from balance_rules.knowledge.entries import Entries
from balance_rules.knowledge.issues import Issue
from balance_rules.knowledge.lint import lint
from balance_rules.knowledge.loading import load_entries
from balance_rules.knowledge_base import KnowledgeBase, load
from balance_rules.model import AllOf, AnyOf, Condition, Knowledge, Not, Restriction, Within, name_of
from balance_rules.text.documents import read_document
from balance_rules.verify import Altered, verify
from balance_rules.verify.difference import difference
from verify.people import failing, refused_otherwise, seen_failures

CONDITIONS = {
    "rule": ("when",),
    "referral": ("when",),
    "restriction": ("when",),
    "prescription": ("prescribe", "avoid"),
    "contradiction": ("when",),
}
STATEMENTS = (*CONDITIONS, "invariant", "claim", "theme")
REVERSED = {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le"}
SURVIVORS = PathOnDisk(__file__).parent / "survivors.yaml"
LOOSENED = {"lt": "le", "le": "lt", "gt": "ge", "ge": "gt"}

Path = tuple[str | int, ...]


class Noticed(StrEnum):
    """Who notices a mutant first."""

    LOADING = "loading"
    LINT = "lint and cases"
    PEOPLE = "people"
    PROOF = "verify"
    NOBODY = "nobody"
    EQUIVALENT = "equivalent"


@dataclass(frozen=True)
class Mutant:
    """One change of one entry: its changed `fields`, or None to drop it."""

    operator: str
    kind: str
    entry: str
    what: str
    fields: Mapping[str, Any] | None

    def __str__(self) -> str:
        return f"{self.operator}: {self.kind} {self.entry} {self.what}".rstrip()


@cache
def original() -> Entries:
    """Return the bundled entries."""
    return load_entries([bundled_folder()])


@cache
def original_base() -> KnowledgeBase:
    """Return the knowledge base of the bundled knowledge."""
    return load()


def original_knowledge() -> Knowledge:
    """Return the bundled knowledge, as it is kept: to build it of its entries again takes half a second."""
    return original_base().knowledge


@cache
def mutants() -> tuple[Mutant, ...]:
    """Return every mutant: operators flipped, thresholds shifted, entries dropped, sides swapped, doctors misheard."""
    return (*_misheard(), *_of_entries())


def _of_entries() -> Iterator[Mutant]:
    for kind, fields in CONDITIONS.items():
        for name, entry in original().by_kind[kind].items():
            yield Mutant("drop", kind, name, "", None)
            for field in fields:
                for path, leaf in _leaves(getattr(entry.schema, field)):
                    yield from _changed(kind, name, entry.schema, field, path, leaf)
            if getattr(entry.schema, "for_", None) == {"side": ["left", "right"]}:
                for field in fields:
                    text = _one_side(getattr(entry.schema, field))
                    if text != getattr(entry.schema, field):
                        yield Mutant("swap sides", kind, name, f"{field} reads the left side only", {field: text})


# What a doctor's word does is no entry, but the same for every referral: the mutants are of each stop that it makes.
MISHEARD = ("is never lifted", "is lifted by a no", "is not lifted with limits")


def _misheard() -> Iterator[Mutant]:
    """Yield them for the referrals that have cases; another side of one has none, and is compared with it by proof."""
    knowledge = original_knowledge()
    for referral in knowledge.referrals:
        if referral.stops and referral.cases:
            yield from (Mutant("seen", "referral", referral.id, what, {}) for what in MISHEARD)


def _mishearing(knowledge: Knowledge, mutant: Mutant) -> Knowledge:
    """Return the knowledge with one stop that hears a doctor otherwise."""
    heard = {"is lifted by a no": ("no", "with_limits", "yes"), "is not lifted with limits": ("yes",)}
    (referral,) = (one for one in knowledge.referrals if one.id == mutant.entry)

    def turned(condition: Condition) -> Condition:
        match condition:
            case Within(fact) if name_of(fact) == "seen":
                words = [name for name, _ in knowledge.facts[fact].values]
                return Within(fact, tuple(words.index(word) for word in heard[mutant.what]))
            case Not(part):
                return Not(turned(part))
            case AllOf(parts) | AnyOf(parts):
                return type(condition)(tuple(turned(part) for part in parts))
        return condition

    def changed(stop: Restriction) -> Restriction:
        if stop.referral != mutant.entry:
            return stop
        never = mutant.what not in heard
        return replace(stop, condition=referral.condition if never else turned(stop.condition))

    heard = tuple(changed(stop) for stop in knowledge.restrictions)
    return replace(knowledge, restrictions=heard, hash=f"{knowledge.hash} {mutant}")


def _leaves(condition: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield each comparison of a condition as written, with the way to it."""
    if isinstance(condition, list):
        for i, part in enumerate(condition):
            yield from _leaves(part, (*path, i))
    elif isinstance(condition, dict):
        for name, value in condition.items():
            if name in {"all", "any", "not"}:
                yield from _leaves(value, (*path, name))
            else:
                yield (*path, name), value


def _changed(kind: str, name: str, schema: Any, field: str, path: Path, leaf: Any) -> Iterator[Mutant]:
    about = f"{field}.{'.'.join(map(str, path))}"

    def mutant(operator: str, value: Any, what: str) -> Mutant:
        return Mutant(operator, kind, name, f"{about} {what}", {field: _with(getattr(schema, field), path, value)})

    if isinstance(leaf, bool):
        yield mutant("flip operator", not leaf, f"{leaf} → {not leaf}")
    for comparison, value in leaf.items() if isinstance(leaf, dict) else ():
        for table in (REVERSED, LOOSENED):
            if comparison in table:
                turned = {table.get(c, c) if c == comparison else c: v for c, v in leaf.items()}
                yield mutant("flip operator", turned, f"{comparison} → {table[comparison]}")
        for moved in _shifted(str(path[-1]), value):
            yield mutant("shift threshold", {**leaf, comparison: moved}, f"{comparison} {value} → {moved}")
        if comparison == "at_least":
            levels = ["low", "moderate", "high"]
            for moved in sorted({levels[max(0, levels.index(value) - 1)], levels[min(2, levels.index(value) + 1)]}):
                if moved != value:
                    yield mutant("shift threshold", {comparison: moved}, f"{value} → {moved}")


def _with(condition: Any, path: Path, value: Any) -> Any:
    """Return a condition with another value in one place; what lies beside the way there is shared."""
    if not path:
        return value
    changed: Any = {**condition} if isinstance(condition, dict) else [*condition]
    changed[path[0]] = _with(condition[path[0]], path[1:], value)
    return changed


def _shifted(reference: str, value: Any) -> Iterator[Any]:
    """Yield a threshold one step of its attribute up and down, in the attribute's range."""
    attribute = original().by_kind["attribute"].get(reference.partition("[")[0])
    if attribute is None or attribute.schema.resolution is None:
        return
    number, _, unit = value.partition(" ") if isinstance(value, str) else (value, "", "")
    try:
        amount = Decimal(str(number))
    except ArithmeticError:
        return
    low, high = (Decimal(str(end)) for end in attribute.schema.range)
    for moved in (
        amount - Decimal(str(attribute.schema.resolution)),
        amount + Decimal(str(attribute.schema.resolution)),
    ):
        if low <= moved <= high or unit:
            yield f"{moved} {unit}" if unit else moved


def _one_side(condition: Any) -> Any:
    if isinstance(condition, dict):
        return {
            str(name).replace("[side]", "[left]").replace("{side}", "left"): _one_side(value)
            for name, value in condition.items()
        }
    return [_one_side(part) for part in condition] if isinstance(condition, list) else condition


def built(mutant: Mutant, *, alone: bool = False) -> Knowledge:
    """Return the knowledge that a mutant makes; `alone` leaves out all other statements, which takes a tenth of it.

    Raises
    ------
    KnowledgeError
        When loading refuses it.
    """
    if mutant.operator == "seen":
        return _mishearing(original_knowledge(), mutant)
    entries = original()
    left_out = (*STATEMENTS, "programming") if alone else ()  # a week names rules that its lines are of
    by_kind = {kind: {} if kind in left_out else dict(members) for kind, members in entries.by_kind.items()}
    entry = entries.by_kind[mutant.kind][mutant.entry]
    by_kind[mutant.kind].pop(mutant.entry, None)
    if mutant.fields is not None:
        by_kind[mutant.kind][mutant.entry] = replace(entry, schema=entry.schema.model_copy(update=dict(mutant.fields)))
    return build(replace(entries, by_kind=by_kind, problems=[]))


def noticed(mutant: Mutant, *, prove: bool = True) -> tuple[Noticed, str]:
    """Return who notices a mutant first, and what they say."""
    try:
        if mutant.fields and sound_alone(mutant.kind, mutant.entry):
            found = lint_of(built(mutant, alone=True), mutant.entry)
            if found:
                return Noticed.LINT, str(found[0])
        knowledge = built(mutant)
    except KnowledgeError as error:
        return Noticed.LOADING, str(error.problems[0])
    issues = lint_of(knowledge, mutant.entry) if mutant.operator != "seen" else []
    if issues:
        return Noticed.LINT, str(issues[0])
    failure = next(_people_s_failures(mutant, knowledge), None)
    if failure is not None:
        return Noticed.PEOPLE, failure
    issues = lint(knowledge)  # of everything: it takes longer than people do
    if issues:
        return Noticed.LINT, str(issues[0])
    altered = difference(original_knowledge(), knowledge).altered
    if not altered:
        return Noticed.EQUIVALENT, "nobody's outcome changes"
    if prove:
        failed = verify(knowledge).failed
        if failed:
            return Noticed.PROOF, f"{failed[0].code} {failed[0].claim}"
    return Noticed.NOBODY, "; ".join(_told(item) for item in altered[:2])


def _people_s_failures(mutant: Mutant, knowledge: Knowledge) -> Iterator[str]:
    yield from seen_failures(knowledge) if mutant.operator == "seen" else ()  # asks nobody who must be read first
    yield from failing(original_base(), knowledge, mutant.entry)
    if mutant.kind == "contradiction":
        yield from refused_otherwise(original_base(), knowledge, REFUSED)


@cache
def sound_alone(kind: str, name: str) -> bool:
    """Return whether an entry passes lint with no other statement around it: then what lint says is of the change."""
    try:
        return not lint_of(built(Mutant("none", kind, name, "", {}), alone=True), name)
    except KnowledgeError:
        return False


def lint_of(knowledge: Knowledge, name: str) -> list[Issue]:
    """Return what lint says of one statement, judged with nothing around it: most mutants fall here, and fast."""
    kinds = ("rules", "referrals", "restrictions", "prescriptions")
    alone = {kind: tuple(one for one in getattr(knowledge, kind) if one.name == name) for kind in kinds}
    other = replace(knowledge, **alone, hash=f"{knowledge.hash} {name} alone")  # its kernel is kept by its hash
    return [issue for issue in lint(other) if issue.statement == name and issue.code <= "L04"]


def _told(item: Altered) -> str:
    side = item.less or item.more
    who = ", ".join(f"{fact}={value}" for fact, value in side[0].facts[:4]) if side else ""
    return f"{item.change} {item.kind} {item.id}" + (f" for {who}: {side[1]}" if side else "")


def sample(count: int, seed: int, keep: Callable[[Mutant], bool] = lambda _: True) -> list[Mutant]:
    """Return some mutants, as many of each operator as there are of it in proportion, the same for a seed."""
    by_operator: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in filter(keep, mutants()):
        by_operator[mutant.operator].append(mutant)
    total = sum(map(len, by_operator.values()))
    chance = random.Random(seed)
    return [
        mutant
        for group in by_operator.values()
        for mutant in chance.sample(group, min(len(group), max(1, round(count * len(group) / total))))
    ]


Table = dict[str, Counter[Noticed]]


def shares(table: Table) -> Iterator[tuple[str, Counter[Noticed], float]]:
    """Yield each operator, and all of them, with who noticed its mutants and the share noticed of those that differ."""
    for operator, counts in [*table.items(), ("all", sum(table.values(), Counter[Noticed]()))]:
        differing = sum(counts.values()) - counts[Noticed.EQUIVALENT]
        yield operator, counts, 100 * (1 - counts[Noticed.NOBODY] / differing) if differing else 100.0


def known_survivors() -> dict[str, str]:
    """Return the reason of each survivor of the last whole run, by mutant."""
    return {item["mutant"]: item["reason"] for item in read_document(SURVIVORS).value["survivors"]}


def _write(table: Table, survivors: list[tuple[Mutant, Noticed, str]]) -> None:
    """Keep the outcome of a whole run; a survivor that is new has no reason yet, which a test refuses."""
    reasons = known_survivors() if SURVIVORS.exists() else {}
    document = {
        "noticed": {
            operator: {**{who.value: counts[who] for who in Noticed}, "share": round(share, 1)}
            for operator, counts, share in shares(table)
        },
        "survivors": [
            {"mutant": str(mutant), "who": who.value, "changes": said, "reason": reasons.get(str(mutant), "")}
            for mutant, who, said in survivors
        ],
    }
    SURVIVORS.write_text(yaml.safe_dump(document, sort_keys=False, width=118, allow_unicode=True), encoding="utf-8")


def main() -> None:
    """Try mutants and print those that nobody noticed, and who noticed the others."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sample", type=int, default=0, help="how many to try; all by default")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--write", action="store_true", help="keep the outcome in survivors.yaml")
    chosen = options.parse_args()
    tried = sample(chosen.sample, chosen.seed) if chosen.sample else list(mutants())
    table: Table = defaultdict(Counter)
    survivors = []
    with ProcessPoolExecutor(chosen.jobs) as pool:
        for done, (mutant, (who, said)) in enumerate(zip(tried, pool.map(noticed, tried, chunksize=4), strict=True), 1):
            table[mutant.operator][who] += 1
            if who in {Noticed.NOBODY, Noticed.EQUIVALENT}:
                survivors.append((mutant, who, said))
                print(f"{who.upper()}  {mutant}\n    {said}", flush=True)
            if sys.stderr.isatty():
                print(f"\r{done} of {len(tried)}", end="", file=sys.stderr)
    print(f"| {'operator':16} | " + " | ".join(f"{who:>14}" for who in Noticed) + " | noticed |")
    for operator, counts, share in shares(table):
        cells = " | ".join(f"{counts[who]:>14}" for who in Noticed)
        print(f"| {operator:16} | {cells} | {share:>5.1f} % |")
    if chosen.write:
        _write(table, survivors)
    reasons = known_survivors() if SURVIVORS.exists() else {}
    new = [str(mutant) for mutant, who, _ in survivors if who is Noticed.NOBODY and not reasons.get(str(mutant))]
    sys.exit(f"{len(new)} survive without a reason in {SURVIVORS.name}" if new else 0)


if __name__ == "__main__":
    main()
