"""What explanations cost: `python -m benchmarks.explain`.

That `assess` pays nothing for them is shown as a ratio: the time to assess facts, against that of inference and
justifications alone. Then each question is asked of a person with a log and of people as a coach would send them,
about the findings they have and the prescriptions in question, and the median, the 95th centile and the slowest
are printed, in processor time; of `change` also how many answers are proved: the cheapest, and that there are no more.
Beside `change` and `missing` stand their targets, and what of the slowest was Python's collector, which runs over all
that is loaded when enough new objects are kept.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import balance_rules as br
from balance_rules import Assessment
from balance_rules.inference.kernel import compiled
from benchmarks import figures
from benchmarks.people import plausible_profiles
from benchmarks.timing import interleaved

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "desk_lifter"
PASSES = 15
PEOPLE = 8
TARGETS = "targets: 95 % 20 ms, slowest 100 ms"
TARGET_OF_NOBODY = "target: slowest 50 ms"


def main() -> None:
    """Measure and print."""
    kb = br.load()
    person = kb.assess(EXAMPLE / "profile.yaml", log=EXAMPLE / "hevy.csv")
    sheet = person.sheet
    kernel = compiled(kb.knowledge)

    def bare(_: object) -> object:
        return kernel.assess(sheet.values)

    timings = interleaved(
        {
            "assess": (lambda _: kb.assess_facts(sheet, engine="compiled"), [None]),
            "infer and justify alone": (bare, [None]),
        },
        PASSES,
    )
    assess, alone = timings["assess"].median, timings["infer and justify alone"].median
    print(f"assess {assess * 1e6:.0f} µs, inference and justifications alone {alone * 1e6:.0f} µs")
    print(f"ratio {assess / alone:.2f}")
    people = [person, *(kb.assess(profile, engine="compiled") for profile in plausible_profiles(kb, PEOPLE))]
    print(f"{len(people)} people")
    findings = [(one, finding.id) for one in people for finding in one.findings]
    reached = [(one, finding.id) for one in people for finding in one.findings if finding.level]
    advice = [(one, item.id) for one in people for item in one.prescriptions]
    each = [(one, "") for one in people]
    _report("how, findings", Assessment.how, reached)
    _report("why, findings", Assessment.why, reached)
    _report("why_not, findings", Assessment.why_not, findings)
    _report("why_not, prescriptions", Assessment.why_not, advice)
    proofs = _report("change, findings with a level", Assessment.change, reached, TARGETS, _proofs)
    proofs += _report("change, prescriptions", Assessment.change, advice, TARGETS, _proofs)
    _report("missing", lambda one, _: one.missing(), each, TARGETS)
    nobody = kb.assess({"person": "nobody"}, engine="compiled")
    _report("missing, nothing known", lambda one, _: one.missing(), [(nobody, "")] * 3, TARGET_OF_NOBODY)
    _report("what_if", lambda one, _: one.what_if(sedentary_hours=5), each)
    _report("contrast", lambda one, _: person.contrast(one), each)
    _report("trace", lambda one, _: one.trace(), each)
    plans = [proved for _, plans in proofs for proved in plans]
    print(f"change: {sum(proved for proved, _ in proofs)} of {len(proofs)} answers proved complete, ", end="")
    print(f"{sum(plans)} of {len(plans)} changes proved the cheapest")


def _proofs(change: Any) -> tuple[bool, list[bool]]:
    return change.proved, [plan.proved for plan in change.plans]


class _Collecting:
    """How long Python's collector took so far."""

    def __init__(self) -> None:
        self.seconds = self._since = 0.0
        gc.callbacks.append(self)

    def __call__(self, phase: str, _: object) -> None:
        now = time.process_time()
        if phase == "stop":
            self.seconds += now - self._since
        self._since = now


COLLECTING = _Collecting()


def _report(
    name: str,
    ask: Callable[[Assessment, str], Any],
    asked: Sequence[tuple[Assessment, str]],
    targets: str = "",
    keep: Callable[[Any], Any] = type,
) -> list[Any]:
    """Ask each person about each thing and print how long it took; return what is kept of the answers.

    The answers go, as with whoever reads one and asks the next: thousands of them would be more for the collector to
    walk than all that the library holds.
    """
    seconds, kept, collected = [], [], []
    for one, target in asked:
        before, start = COLLECTING.seconds, time.process_time()
        answer = ask(one, target)
        seconds.append(time.process_time() - start)
        kept.append(keep(answer))
        collected.append(COLLECTING.seconds - before)
    tail = quantiles(seconds, n=20, method="inclusive")[-1]
    text = f"median {median(seconds) * 1e3:8.2f} ms   95 % {tail * 1e3:8.2f} ms   slowest {max(seconds) * 1e3:8.2f} ms"
    text += f" ({max(took - of for took, of in zip(seconds, collected, strict=True)) * 1e3:.2f} without the collector)"
    print(f"{name:32} {len(seconds):5} asked   {text}   {targets}".rstrip())
    if targets == TARGETS:
        figures.note(f"{name}: 95 %", tail * 1e3, " ms", most=20)
    if targets:
        figures.note(f"{name}: slowest", max(seconds) * 1e3, " ms", most=100 if targets == TARGETS else 50)
    return kept


if __name__ == "__main__":
    figures.told(main)
