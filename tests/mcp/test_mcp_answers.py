"""What a model is answered: never more than 8 KB of anybody, nothing dropped in silence, nothing guessed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from effort import effort
from hypothesis import given, settings
from hypothesis import strategies as st

import balance_rules as br
from balance_rules.explain.describing import describe
from balance_rules.mcp.answers import LARGEST, as_text, page_of, short_of, size, squeezed, text_page
from balance_rules.mcp.parts import PARTS, WHOLE, head
from balance_rules.mcp.resources import KINDS, entry, names
from balance_rules.mcp.tools import TOOLS, Tool, summary
from balance_rules.text.documents import read_document

SCENARIOS = sorted((Path(__file__).parents[1] / "scenarios").glob("*.yaml"))


def profile(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(json.dumps(read_document(path).value["profile"], default=str))
    return value


def call(kb: br.KnowledgeBase, of: str, /, **arguments: Any) -> dict[str, Any]:
    answer = tool(of).call(kb, arguments)
    assert size(answer) <= LARGEST
    return answer


def tool(name: str) -> Tool:
    return next(tool for tool in TOOLS if tool.name == name)


@pytest.mark.parametrize("path", SCENARIOS[:: effort(20, 1)], ids=lambda path: path.stem)
def test_everything_said_of_a_person_fits_and_can_be_read_to_its_end(path: Path, kb: br.KnowledgeBase) -> None:
    assessment = kb.assess(profile(path), engine="compiled")
    short = summary(assessment)
    assert size(short) <= LARGEST
    if any(referral.state == "refer" for referral in assessment.referrals):
        assert short["safety"]["state"] in ("stop", "see"), "who is to be seen is told so"
    for part in PARTS:
        entries = WHOLE[part](assessment)
        read: list[Any] = []
        start: int | None = 0
        while start is not None:
            page = page_of(head(assessment), part, entries, start)
            assert size(page) <= LARGEST
            assert page["of"] == len(entries)
            read += page[part]
            start = page.get("next")
        assert [entry.get("id") for entry in read] == [entry.get("id") for entry in entries]


def test_a_part_is_read_on_from_where_the_last_page_ended(kb: br.KnowledgeBase) -> None:
    first = call(kb, "assess", profile={}, part="referrals")
    second = call(kb, "assess", profile={}, part="referrals", start=first["next"])
    read = [entry["id"] for entry in (*first["referrals"], *second["referrals"])]
    assert read == [entry["id"] for entry in WHOLE["referrals"](kb.assess({}))][: len(read)]


def test_nothing_known_is_nothing_found(kb: br.KnowledgeBase) -> None:
    short = call(kb, "assess", profile={})
    assert "points" not in short
    assert short["safety"]["state"] == "open", "red flags that nobody asked for are not ruled out"
    assert short["ask"]


def test_what_is_cut_is_told_with_where_to_go_on() -> None:
    entries = [{"id": number, "text": "x" * 500} for number in range(40)]
    short = short_of({"person": "Robin"}, {"first": entries[:2], "then": entries}, {"first": 5, "then": 40})
    assert short["first"] == entries[:2]
    assert short["more"]["then"] == {"shown": len(short["then"]), "of": 40, "part": "then", "start": len(short["then"])}
    page = page_of({}, "then", entries, short["more"]["then"]["start"])
    assert page["then"][0] == entries[len(short["then"])]


@given(st.text(max_size=30_000))
@settings(max_examples=effort(5, 15))
def test_a_long_text_is_read_page_by_page_to_its_end(text: str) -> None:
    read, start = "", 0
    while True:
        page = text_page({"name": "a"}, text, start)
        assert size(page) <= LARGEST
        read += page["text"]
        if "next" not in page:
            break
        assert page["next"] > start
        start = page["next"]
    assert read == text


_VALUES = st.recursive(
    st.text(max_size=600) | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=30) | st.dictionaries(st.text(max_size=9), inner, max_size=9),
    max_leaves=20,
)


@given(st.dictionaries(st.text(min_size=1, max_size=9), st.lists(_VALUES, min_size=2, max_size=8), max_size=4))
@settings(max_examples=effort(3, 25))
def test_what_is_squeezed_says_so_and_what_fits_is_left_alone(data: dict[str, Any]) -> None:
    answer = squeezed(data, 1_000)
    assert (answer == data) == (size(data) <= 1_000)
    if answer != data:
        assert answer["cut"]
    assert json.loads(as_text(answer)) == json.loads(json.dumps(answer, default=str))


def test_every_entry_of_the_knowledge_is_an_answer_that_fits(kb: br.KnowledgeBase) -> None:
    for kind in KINDS:
        for name in list(names(kb.knowledge, kind))[:: effort(20, 1)]:
            told = entry(kb.knowledge, kind, name)
            assert size(told) <= LARGEST
            assert (told["kind"], told["id"]) == (kind, name)


@pytest.mark.parametrize(
    ("arguments", "place", "fix"),
    [
        ({"profile": {"hamstring_torque_60": "92 N*m"}}, "hamstring_torque_60", "{left: …}"),
        ({"profile": {"hamstring_torque_60": {"Left": "92 N*m"}}}, "hamstring_torque_60", "'left'"),
        ({"profile": {"hamstring_torque_60": {"both": "92 N*m"}}}, "hamstring_torque_60", "left, right"),
        ({"profile": {"pain": "my left knee hurts"}}, "pain", "none"),
        ({"profile": {"pain": {"left_nee": 4}}}, "pain", "'left_knee'"),
        ({"profile": {"sedentary_hours": "9 kg"}}, "sedentary_hours", "h/day"),
        ({"profile": {"sedentry_hours": 9}}, "sedentry_hours", "'sedentary_hours'"),
        ({"profile": "robin.yaml"}, "assess: profile", "profile"),
        ({"profile": {}, "text": "assess Robin"}, "assess: text", "one of these"),
        ({"profile": {}, "part": "finding"}, "assess: part", "part"),
        ({"profile": {}, "start": -1}, "assess: start", "start"),
        ({}, "assess: profile", "profile"),
    ],
)
def test_what_is_not_a_fact_is_refused_with_what_to_write(
    kb: br.KnowledgeBase, arguments: dict[str, Any], place: str, fix: str
) -> None:
    with pytest.raises(br.BalanceRulesError) as refused:
        tool("assess").call(kb, arguments)
    problem = refused.value.problems[0]
    assert place in problem.place
    assert problem.found
    assert problem.expected
    assert fix in problem.fix


def test_an_explanation_asks_how_when_it_holds_and_else_why_not(kb: br.KnowledgeBase) -> None:
    sits = {"sedentary_hours": "9 h/day"}
    assert call(kb, "explain", profile=sits, name="prolonged_sitting")["question"] == "how"
    by_number = call(kb, "explain", profile=sits, name="1")
    assert by_number["stands_for"] == call(kb, "assess", profile=sits)["points"][0]["findings"]
    assert call(kb, "explain", profile={"sedentary_hours": 3}, name="prolonged_sitting")["question"] == "why_not"
    change = call(kb, "explain", profile=sits, name="prolonged_sitting", question="change")
    assert "7 h/day" in change["text"]


def test_what_if_tells_what_changes_and_what_of_the_facts_made_it(kb: br.KnowledgeBase) -> None:
    answer = call(kb, "what_if", profile={"sedentary_hours": 9}, changes={"sedentary_hours": None})
    sitting = next(change for change in answer["changes"] if change["id"] == "prolonged_sitting")
    assert sitting["before"].startswith("moderate")
    assert sitting["because"] == ["sedentary_hours"]


def test_a_found_fact_comes_with_an_answer_that_a_profile_takes(kb: br.KnowledgeBase) -> None:
    for words in ("sore left knee", "hours sitting", "sex", "equipment at hand", "hamstring torque"):
        found = call(kb, "find", words=words, kinds=["fact"])["found"]
        assert found
        for fact in found:
            assert kb.knowledge.attributes[fact["id"]].measured or kb.read_facts(fact["such_as"]).stated


def test_each_tool_says_what_it_takes_and_takes_no_more() -> None:
    for each in TOOLS:
        assert each.schema["additionalProperties"] is False
        assert "side" not in each.schema["properties"], "sides stand beside their values, not apart from them"


def test_the_short_answer_says_how_to_read_it(kb: br.KnowledgeBase) -> None:
    told = summary(kb.assess({"sedentary_hours": 9}))
    assert "not a diagnosis" in told["read_as"]
    assert "never a chance" in told["read_as"]


@pytest.mark.usefixtures("solved_once")
def test_a_week_is_planned_in_parts_that_fit(kb: br.KnowledgeBase) -> None:
    pytest.importorskip("ortools", reason="the solver of the extra 'programme' is not installed")
    stated = profile_of_example()
    week = call(kb, "programme", profile=stated, sessions=3, minutes=60)
    assert week["format"] == "balance_rules.programme/1"
    for name, rest in week.get("more", {}).items():
        page = call(kb, "programme", profile=stated, sessions=3, minutes=60, part=name, start=rest["start"])
        assert page["of"] == rest["of"]
    with pytest.raises(br.BalanceRulesError, match="'sessions'"):
        tool("programme").call(kb, {"profile": stated, "sessions": 3, "part": "session"})


VISITS = [
    {"date": "2026-03-01", "sedentary_hours": 9, "pain": {"low_back": 5, "others": "none"}},
    {"date": "2026-04-01", "sedentary_hours": 6, "pain": {"low_back": 5, "others": "none"}},
    {"date": "2026-05-01", "sedentary_hours": 6, "pain": {"low_back": 2, "others": "none"}},
]


def test_visits_are_compared_as_the_library_does_in_parts_that_fit(kb: br.KnowledgeBase) -> None:
    whole = json.loads(kb.follow_up(*VISITS).to_json())
    answer = call(kb, "follow_up", visits=VISITS)
    assert answer["format"] == whole["format"] == "balance_rules.follow_up/1"
    for name, entries in whole.items():
        if isinstance(entries, list) and entries:
            read: list[Any] = []
            start: int | None = 0
            while start is not None:
                page = call(kb, "follow_up", visits=VISITS, part=name, start=start)
                read, start = [*read, *page[name]], page.get("next")
            assert read == entries, name
    pain = next(measure for measure in whole["measures"] if measure["fact"] == "pain[low_back]")
    assert pain["verdict"] == "better"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"visits": VISITS[:1]}, "visits"),
        ({"visits": VISITS[::-1]}, "later"),
        ({"visits": [{**VISITS[0], "date": None}, VISITS[1]]}, "date"),
        ({"visits": [VISITS[0], {**VISITS[1], "sedentry_hours": 6}]}, "'sedentary_hours'"),
        ({"visits": VISITS, "part": "measure"}, "'measures'"),
    ],
    ids=["one visit", "the later first", "no date", "a misspelt fact", "a misspelt part"],
)
def test_visits_that_cannot_be_compared_are_refused(
    kb: br.KnowledgeBase, arguments: dict[str, Any], problem: str
) -> None:
    with pytest.raises(br.BalanceRulesError, match=problem):
        tool("follow_up").call(kb, arguments)


def test_an_entry_says_what_rules_show_says_with_addresses(kb: br.KnowledgeBase) -> None:
    for kind, name in (("rule", "sits_more_than_seven_hours"), ("prescription", "stay_active_with_low_back_pain")):
        group = [s for s in kb.knowledge.statements if s.name == name]
        told, shown = entry(kb.knowledge, kind, name), describe(kb.knowledge, group)
        assert (told["when"], told["title"]) == (shown.when, shown.title)
        assert told["evidence_for"][0]["source"] == f"balance-rules://source/{shown.evidence_for[0].source}"


def profile_of_example() -> dict[str, Any]:
    path = Path(__file__).parents[2] / "examples" / "desk_lifter" / "profile.yaml"
    value: dict[str, Any] = json.loads(json.dumps(read_document(path).value, default=str))
    return value
