"""The page of what is proved about the knowledge that ships: the report of `balance-rules verify`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from balance_rules.model import Knowledge
from balance_rules.text.documents import read_document
from balance_rules.verify import CODES, Outcome, Report
from docs.generator.book import Pages

VERIFICATION = "reference/verification.md"

INTRODUCTION = """\
# What is proved

`balance-rules verify` proves claims about the knowledge over **every possible person**, each fact known or unknown. A
claim passes, or fails with a person who shows the defect, or stays open when time runs out; open is never passed.

```console
$ balance-rules verify                        # exit status 0: all proved; 6: a claim fails; 7: a claim is open
$ balance-rules verify --fresh                # take nothing from the proofs of earlier runs
$ balance-rules verify --json                 # for machines; --sarif for code hosts
$ balance-rules verify --against ../old/knowledge     # for whom two versions differ; silence is proof that they do not
```

The solver is the extra `verify`. What was proved once is kept with the compiled knowledge of the user's cache, by the
content of the question: the conditions and all they rest on, not names, places or texts. An unchanged cone is not
proved again; whoever refutes a claim is judged again. `make check`, the mutants and the Python function prove anew.

A person that the solver finds is the smallest and most typical one that shows the defect, and is judged again by the
reference and by forward chaining before it is shown. Of a defect and what follows from it, the defect alone is told.
"""

TRUST = """\
## What the proofs stand on

The proofs cover the encoding of the knowledge: each condition as two formulas, *definitely true* and *definitely
false*; a known bit for each fact; scores as sums of integers, the strongest of each evidence group; measures tied to
their inputs by integer arithmetic, rounding included. There are no floats in it.

That the encoding says what the running code does is tested, not proved: `tests/verify/test_encoding.py` compares it
with the reference on random knowledge bases and people of whom not all is known, 100 cases in every run of the tests
and 2,000 each night.

What it does not cover: texts, doses, sources, the reading of profiles and logs, and whether the knowledge is right.
"""

MUTATION = """\
## Who would notice a mistake

`tests/verify/mutation.py` makes every small mistake it can in the bundled knowledge, one at a time: an operator
flipped, a threshold moved by a step, an entry dropped, one side written for both. Then it asks who notices: loading,
lint with the cases of each entry, people (those of the rungs, which say what each rule by itself establishes, and the
whole people of `tests/scenarios`), or `verify`. A mutant that nobody notices is compared with the original by proof,
and is equivalent, or survives with a reason.
"""

SURVIVORS = Path(__file__).parents[2] / "tests" / "verify" / "survivors.yaml"


def verification_pages(knowledge: Knowledge, report: Report) -> Pages:
    """Return the page of what is proved about `knowledge`."""
    return {VERIFICATION: "\n".join(_page(knowledge, report))}


def unproved(report: Report) -> list[str]:
    """Return what is refuted and nobody stands by, and what is open, a line each."""
    return [
        f"{result.place or result.subject}: {result.code} {result.subject}: {result.claim} {result.effect} {result.fix}"
        for result in (*report.failed, *report.open)
    ]


def _page(knowledge: Knowledge, report: Report) -> Iterator[str]:
    sizes = ", ".join(f"{count:,} {what}" for what, count in report.sizes.items())
    yield INTRODUCTION
    yield f"## The knowledge that ships\n\n{report.knowledge} {report.version}: {sizes}.\n"
    yield "| Code | Claim | Proved | Refuted | Open | Stood by |"
    yield "|---|---|--:|--:|--:|--:|"
    for code, (name, claim) in CODES.items():
        counts = report.counts(code)
        cells = " | ".join(str(counts[outcome]) for outcome in ("pass", "fail", "open", "suppressed"))
        yield f"| {code} | **{name.capitalize()}**: {claim} | {cells} |"
    for title, results in (("Refuted", report.failed), ("Open", report.open)):
        if results:
            yield f"\n## {title}\n"
            yield from (f"- {r.code} `{r.subject}`: {r.claim} {r.effect}" for r in results)
    yield "\n## Invariants\n"
    yield "What the authors declare in `knowledge/invariants.yaml`, and why. Each line is proved for everybody.\n"
    proved = {r.subject for r in report.results if r.code == "V11" and r.outcome is Outcome.PASS}
    told: set[str] = set()
    for invariant in knowledge.invariants:
        if invariant.name in proved and invariant.name not in told:
            told.add(invariant.name)
            alike = sum(other.name == invariant.name for other in knowledge.invariants) - 1
            more = f" (and {alike} more like it)" if alike else ""
            yield f"- **{invariant.title}**{more}. {invariant.because}"
    if report.suppressed:
        yield "\n## Stood by\n"
        yield "What is found and stands on purpose (`knowledge/suppressions.yaml`).\n"
        yield from (f"- {r.code} `{r.subject}`: {r.suppressed}" for r in report.suppressed)
    yield "\n" + TRUST
    yield from (f"- {note}" for note in report.notes[1:])
    yield "\n" + MUTATION
    yield from _mutation(read_document(SURVIVORS).value)
    yield ""


def _mutation(kept: dict[str, Any]) -> Iterator[str]:
    """Yield what a whole run of the mutants came to, and why those that nobody noticed are let be."""
    who = [name for name in next(iter(kept["noticed"].values())) if name != "share"]
    yield f"| Mistake | {' | '.join(map(str.capitalize, who))} | Noticed |"
    yield "|---|" + "--:|" * (len(who) + 1)
    for operator, counts in kept["noticed"].items():
        cells = " | ".join(f"{counts[name]:,}" for name in who)
        yield f"| {operator.capitalize()} | {cells} | {counts['share']} % |"
    yield f"\nThe share leaves out what is equivalent. {kept.get('note', '')}".rstrip() + "\n"
    reasons: dict[tuple[str, str], list[str]] = {}
    for item in kept["survivors"]:
        reasons.setdefault((item["who"], item["reason"]), []).append(item["mutant"])
    for title, wanted in (("Survivors", "nobody"), ("Equivalent", "equivalent")):
        found = [(reason, names) for (by, reason), names in reasons.items() if by == wanted]
        if found:
            yield f"### {title}\n"
            yield from (
                f"- {reason}\n{''.join(f'    - `{name}`' + chr(10) for name in names)}" for reason, names in found
            )
