"""The whole run: every check in the order in which they explain each other, then suppressions and counts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Any

from balance_rules.model import Knowledge
from balance_rules.text.collecting import uncollected
from balance_rules.verify.results import CODES, Outcome, Report, Result, merged, with_suppressions

Check = Callable[[Any], Iterable[Result]]
Progress = Callable[[str, int, int], None]
"""Called before each check with what it asks, how many checks are done, and how many there are."""

TIMEOUT = 10_000


def verify(
    knowledge: Knowledge, *, timeout: int = TIMEOUT, fresh: bool = True, progress: Progress = lambda *_: None
) -> Report:
    """Prove or refute every claim about a knowledge base.

    Parameters
    ----------
    timeout
        Milliseconds that one question to the solver may take; what takes longer is open, not passed.
    fresh
        Whether to prove everything anew. Otherwise answers to questions of the same content are taken from earlier
        runs, and those of this run are kept beside compiled knowledge (`BALANCE_RULES_CACHE`).
    progress
        Called as the run goes on.

    Raises
    ------
    UnsupportedError
        When the solver is not installed, or a condition is of a kind that it has no meaning for.

    Examples
    --------
    >>> from balance_rules.model import Knowledge
    >>> from types import MappingProxyType
    >>> none = MappingProxyType({})
    >>> verify(Knowledge("empty", "1.0.0", "0", none, (), none, (), (), (), none, ())).failed
    ()
    """
    return proved(knowledge, timeout, fresh, progress)


@uncollected()  # formulas and people are many, and hold no cycles
def proved(
    knowledge: Knowledge, timeout: int, fresh: bool, progress: Progress = lambda *_: None, *, part: bool = False
) -> Report:
    """What `verify` returns; of a `part` of some knowledge nothing is asked that only the whole can answer."""
    from balance_rules.verify import structure
    from balance_rules.verify._z3 import z3
    from balance_rules.verify.checks import Context
    from balance_rules.verify.kept import Proofs
    from balance_rules.verify.prover import Prover

    began = time.perf_counter()
    proofs = None if fresh else Proofs.kept()
    context = Context(Prover(knowledge, timeout=timeout, proofs=proofs))
    results = list(structure.check_cycles(context))
    cyclic = any(result.outcome is Outcome.FAIL for result in results)
    checks = () if cyclic else _checks(part)  # a finding that rests on itself has no one meaning: no more can be said
    for done, (what, check) in enumerate(checks):
        progress(what, done, len(checks))
        results += check(context)
    progress("done", len(checks), len(checks))
    if proofs is not None:
        proofs.save()
    order = list(CODES)
    results = merged(sorted(results, key=lambda result: order.index(result.code)))
    return Report(
        knowledge=knowledge.name,
        version=knowledge.version,
        hash=knowledge.hash,
        solver=f"Z3 {z3.get_version_string()}",
        results=tuple(with_suppressions(results, knowledge)),
        notes=_notes(knowledge, context.notes),
        sizes=MappingProxyType(sizes(knowledge)),
        questions=context.prover.asked,
        kept=context.prover.recalled,
        seconds=time.perf_counter() - began,
    )


def _checks(part: bool = False) -> tuple[tuple[str, Check], ...]:
    """Return the checks with what they ask, in the order in which they explain each other."""
    from balance_rules.verify import advice, findings, invariants, rules, sides, structure

    of_the_whole = {structure.check_structure, advice.check_flags_heard}
    every: tuple[tuple[str, Check], ...] = (
        ("comparisons that tell people apart", findings.check_comparisons),
        ("rules that can fire, levels that can be reached", rules.check_dead_and_unreachable),
        ("rules that are always true", rules.check_always_true),
        ("rules that others cover", rules.check_subsumed),
        ("rules without effect", rules.check_inert),
        ("prescriptions that can be given", advice.check_givable),
        ("prescriptions that conflict", advice.check_conflicts),
        ("gaps", findings.check_total),
        ("boundaries", findings.check_boundaries),
        ("directions", findings.check_monotone),
        ("invariants", invariants.check_invariants),
        ("facts counted twice", structure.check_double_counts),
        ("questions that matter", structure.check_structure),
        ("sides of the body", sides.check_sides),
        ("red flags", advice.check_red_flags),
        ("flags that are ticked", advice.check_flags_heard),
        ("advice that stays", advice.check_withdrawn),
    )
    return tuple((what, check) for what, check in every if not (part and check in of_the_whole))


def sizes(knowledge: Knowledge) -> dict[str, int]:
    """Return how much there is of a knowledge base, grounded."""
    return {
        "facts": len(knowledge.facts),
        "measures": len(knowledge.measures),
        "findings": len(knowledge.conclusions),
        "rules": len(knowledge.rules),
        "referrals": len(knowledge.referrals),
        "contradictions": len(knowledge.contradictions),
        "restrictions": len(knowledge.restrictions),
        "exercises": len(knowledge.exercises),
        "prescriptions": len(knowledge.prescriptions),
        "invariants": len(knowledge.invariants),
    }


def _notes(knowledge: Knowledge, found: list[str]) -> tuple[str, ...]:
    from balance_rules.verify.measures import is_linear

    notes = [
        "Proofs cover the encoding of the knowledge, over every value in the range of each attribute, known or "
        "unknown; tests tie the encoding to the code that runs, and every person shown was judged again by it."
    ]
    measured = {measure.fact for measure in knowledge.measures}
    free = [m.fact for m in knowledge.measures if not is_linear(m)]
    nested = [m.fact for m in knowledge.measures if is_linear(m) and measured & set(m.inputs)]
    if free:
        notes.append(
            f"Left free, because they are products of unknowns: {', '.join(free)}. What is proved holds all the same; "
            "what is refuted is checked against them."
        )
    if nested:
        notes.append(
            f"{len(nested)} measures are computed from measures: they are tied to them at the values that conditions "
            "compare, and free in between where a quotient is rounded."
        )
    levels = sorted({text.partition(": ")[2] for text in found})
    if levels:
        notes.append(
            f"{len(levels)} findings have a level that no evidence reaches and no condition reads, which is no defect: "
            f"{', '.join(levels)}."
        )
    return tuple(notes)
