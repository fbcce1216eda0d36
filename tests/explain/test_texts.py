"""The words of explanations for each reader; `UPDATE_SNAPSHOTS=1 pytest tests/explain` writes them anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import balance_rules as br
from balance_rules.explain import AUDIENCES, Audience, Explanation

FOLDER = Path(__file__).parent / "snapshots"
WEAK = "hamstring_weakness[left]"
People = dict[str, br.Assessment]

SCENARIOS: dict[str, Callable[[People], Explanation]] = {
    "how_a_finding_holds_in_spite_of_the_unknown": lambda p: p["worked example"].how(WEAK),
    "how_a_measure_is_computed": lambda p: p["measured"].how("hq_below_convention[left]"),
    "how_a_prescription_is_refused": lambda p: p["sore"].how("nordic_curl[left]"),
    "why_with_an_absence": lambda p: p["all known"].why(WEAK, level="high"),
    "why_it_is_not_known": lambda p: p["nobody"].why(WEAK),
    "why_not_a_finding": lambda p: p["measured"].why_not(WEAK),
    "why_not_a_prescription": lambda p: p["worked example"].why_not("nordic_curl[left]"),
    "why_not_an_exercise": lambda p: p["sore"].with_facts({"hamstring_pain": {"left": 7}}).why_not("romanian_deadlift"),
    "what_if": lambda p: p["all known"].what_if({"hq[left]": "0.48", "sitting": 5}),
    "change": lambda p: p["all known"].change(WEAK, below="high"),
    "change_that_nothing_brings": lambda p: p["nobody"].change(WEAK, above="none"),
    "missing": lambda p: p["worked example"].missing(),
    "why_asked": lambda p: p["worked example"].why_asked("hamstring_pain[left]"),
    "contrast": lambda p: p["measured"].contrast(p["all known"]),
    "trace": lambda p: p["worked example"].trace(),
}


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_words_are_those_written_down(scenario: str, audience: Audience, people: People) -> None:
    text = SCENARIOS[scenario](people).to_text(audience) + "\n"
    path = FOLDER / f"{scenario}.{audience}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text


def test_no_words_are_left_over() -> None:
    expected = {f"{scenario}.{audience}.txt" for scenario in SCENARIOS for audience in AUDIENCES}
    assert {path.name for path in FOLDER.iterdir()} == expected
