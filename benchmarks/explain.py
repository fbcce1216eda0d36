"""What explanations cost: `python -m benchmarks.explain`.

That `assess` pays nothing for them is shown as a ratio: the time to assess facts, against that of inference and
justifications alone. Then each question is asked of a person with a log, for every finding and prescription,
and the median, the 95th centile and the slowest are printed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median, quantiles

import balance_rules as br
from balance_rules.kernel import compiled
from benchmarks.timing import interleaved

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "desk_lifter"
PASSES = 15


def main() -> None:
    """Measure and print."""
    kb = br.load()
    person = kb.assess(EXAMPLE / "profile.yaml", log=EXAMPLE / "hevy.csv")
    sheet = person.sheet
    kernel = compiled(kb.knowledge)

    def bare(_: object) -> object:
        inference = kernel.run(sheet.values)
        return inference, kernel.justify(kernel.values(sheet.values), inference.truths)

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
    findings = [finding.id for finding in person.findings]
    every = list(kb.knowledge.conclusions)
    advice = [item.id for item in person.prescriptions]
    _report("how, findings", person.how, findings)
    _report("why, findings", person.why, findings)
    _report("why_not, prescriptions", person.why_not, advice)
    _report("change, every finding", person.change, every)
    _report("change, findings with a level", person.change, [f.id for f in person.findings if f.level])
    _report("change, prescriptions", person.change, advice)
    _report("missing", lambda _: person.missing(), [""] * 5)
    _report("what_if", lambda _: person.what_if(sedentary_hours=5), [""] * 5)
    _report("trace", lambda _: person.trace(), [""] * 5)


def _report(name: str, ask: Callable[[str], object], targets: Iterable[str]) -> None:
    seconds = []
    for target in targets:
        start = time.perf_counter()
        ask(target)
        seconds.append(time.perf_counter() - start)
    tail = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    text = f"median {median(seconds) * 1e3:8.2f} ms   95 % {tail * 1e3:8.2f} ms   slowest {max(seconds) * 1e3:8.2f} ms"
    print(f"{name:32} {len(seconds):4} asked   {text}")


if __name__ == "__main__":
    main()
