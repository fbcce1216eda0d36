"""How proof grows with the knowledge: the bundled one, and generated ones of 100, 300 and 1,000 rules.

``python -m benchmarks.verify``; a generated knowledge base has the shape of a real one (`benchmarks.generated`),
so it has defects, and most of the time goes into finding people who show them. Nothing is kept between runs. Below the
table stand what the cones of a few rules cost, and the targets.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

import balance_rules as br
from balance_rules.model import Knowledge
from balance_rules.verify import Report, verify
from balance_rules.verify.cone import verify_statement
from benchmarks import figures
from benchmarks.generated import generated_knowledge

SIZES = (100, 300, 1_000)
TARGET, TARGET_OF_A_RULE = 6, 3
RULES = 12  # whose cones are proved


def bases(sizes: tuple[int, ...]) -> Iterator[tuple[str, Knowledge]]:
    """Yield the knowledge bases to prove, by name."""
    yield "bundled", br.load().knowledge
    for rules in sizes:
        attributes, conclusions = max(20, rules * 80 // 300), max(10, rules * 40 // 300)
        yield f"generated {rules:,}", generated_knowledge(rules=rules, attributes=attributes, conclusions=conclusions)


def row(name: str, knowledge: Knowledge, report: Report, seconds: float) -> str:
    """Return one line of the table; the seconds are of processor time."""
    failed, opened = len(report.failed), len(report.open)
    each = 1000 * seconds / max(1, report.questions)
    cells = (
        name,
        len(knowledge.rules),
        len(report.results),
        report.questions,
        failed,
        opened,
        f"{seconds:.1f}",
        f"{each:.1f}",
    )
    return "| " + " | ".join(f"{cell:>14}" for cell in cells) + " |"


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    heads = ("knowledge", "rules", "claims", "questions", "refuted", "open", "CPU s", "ms a question")
    print("| " + " | ".join(f"{head:>14}" for head in heads) + " |")
    print("|" + "|".join(["---------------:"] * len(heads)) + "|")
    told: tuple[str, ...] = ()
    for name, knowledge in bases(tuple(options.parse_args().sizes)):
        began = time.process_time()
        report = verify(knowledge)
        seconds = time.process_time() - began
        if name == "bundled":
            figures.note("verify, from cold", seconds, " s", most=TARGET)
        print(row(name, knowledge, report, seconds), flush=True)
        if name == "bundled":
            told = f"bundled, from cold: {seconds:.1f} s (target {TARGET} s)", f"a rule's cone: {cones(knowledge)}"
    print("\n".join(told))


def cones(knowledge: Knowledge) -> str:
    """Return what it takes to prove the parts of the knowledge in which a few rules stand, from cold."""
    names = list(dict.fromkeys(rule.name for rule in knowledge.rules))
    seconds = []
    for name in names[:: max(1, len(names) // RULES)]:
        began = time.process_time()
        verify_statement(knowledge, name)
        seconds.append(time.process_time() - began)
    figures.note("a rule's cone: slowest", max(seconds), " s", most=TARGET_OF_A_RULE)
    return f"{sum(seconds) / len(seconds):.2f} s, slowest {max(seconds):.2f} s (target {TARGET_OF_A_RULE} s)"


if __name__ == "__main__":
    figures.told(main)
