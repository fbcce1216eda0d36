"""The page in a real browser, used as three people would: sitting for a living, injured at football, in danger."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_support import faults_of
from effort import effort
from serve.coach import DESK, PHONE, WAITING, Coach

import balance_rules as br
from balance_rules.advice.records import FORMAT
from balance_rules.serve.answering import profile_of

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "desk_lifter"
Visit = Callable[..., Coach]
SAM = b"""
age: 41
sex: female
sedentary_hours: 9.5 h/day
longest_sitting_bout: 150 min
moderate_activity_minutes: 60
sport: none
training_experience: beginner
equipment: none
acute_strain: none
"""


@pytest.fixture(scope="module")
def tabs(chromium: Any) -> dict[str, Any]:
    """A tab on a desk and one on a phone, for all visits: the page keeps nothing from one to the next."""
    contexts = {
        "desk": chromium.new_context(viewport=DESK, accept_downloads=True),
        "phone": chromium.new_context(viewport=PHONE, accept_downloads=True, has_touch=True),
    }
    for context in contexts.values():
        context.add_init_script(WAITING)
    return {name: context.new_page() for name, context in contexts.items()}


@pytest.fixture
def visit(tabs: dict[str, Any], address: str) -> Iterator[Visit]:
    """Begin a visit; at its end nothing went wrong in the page, and nothing was asked of another machine."""
    coaches: list[Coach] = []

    def begin(on: str = "desk") -> Coach:
        coaches.append(Coach(tabs[on], address))
        return coaches[-1]

    yield begin
    for coach in coaches:
        coach.close()


def test_nothing_is_stated_before_anybody_touches_the_page(visit: Visit) -> None:
    coach = visit()
    assert coach.page.locator("[aria-pressed=true]:visible").count() == 0
    assert coach.page.locator("input:checked").count() == 0
    assert [box.input_value() for box in coach.page.locator("#start input").all()] == ["", ""]
    assert coach.cards() == [], "the complaint comes first"


@pytest.mark.usefixtures("solved_once")
def test_a_desk_worker(visit: Visit, kb: br.KnowledgeBase, tmp_path: Path, axe: str) -> None:
    coach = visit()
    if effort(1, 0):  # at night all of this is asked and answered
        coach.page.set_input_files("#record-file", {"name": "sam.yaml", "mimeType": "text/yaml", "buffer": SAM})
        coach.page.locator("#result").get_by_text("Prolonged sitting").first.wait_for()
        coach.settle()
    coach.page.get_by_label("Name or initials").fill("Sam")
    coach.hurts({"low back": 3})
    coach.press("Less pain", "#start")
    coach.settle()
    assert coach.cards()[0] == "screening"
    asked = coach.answer_all(
        {"screening": [], "conditions": [], "surgery": [], "acute_strain": [], "age": 41, "sex": "Female",
         "sedentary_hours": 9.5, "longest_sitting_bout": 150, "moderate_activity_minutes": 60, "pain_weeks": 10,
         "sport": "No sport", "training_experience": "Beginner", "equipment": [], "sessions_available": 2},
        most=effort(5, 20),
    )  # fmt: skip
    assert len(asked) == len(set(asked)), "nothing is asked twice"
    assert not [name for name in asked if name.startswith("weekly_sets")], "no log, no questions on one"
    told = coach.result()
    assert "Every red flag was asked and denied." in told
    assert "Low back, 3 of 10" in told
    assert "Prolonged sitting" in told
    coach.press("Prolonged sitting", "#result")
    coach.page.get_by_role("dialog").get_by_text("9.5 h/day").first.wait_for()
    assert faults_of(coach.page, axe, "dialog") == []
    coach.press("What would change it?", "dialog")
    coach.page.locator("#telling .tree, #telling .problem").first.wait_for()
    assert coach.page.locator("#telling .problem").count() == 0
    coach.page.keyboard.press("Escape")
    coach.page.locator("#sessions").fill("2")
    coach.press("Plan a week", "#week")
    coach.page.locator("#week table, #week .problem").first.wait_for()
    assert coach.page.locator("#week .problem").count() == 0
    assert faults_of(coach.page, axe) == []
    record = coach.saved(tmp_path)
    assert record["person"] == "Sam"
    again = kb.assess(profile_of(kb, json.dumps(record))[0])
    assert json.loads(again.to_json())["findings"] == record["findings"]


def test_care_for_what_hurts_is_seen_where_nothing_is_found(visit: Visit, kb: br.KnowledgeBase, axe: str) -> None:
    coach = visit()
    coach.hurts({"low back": 3})
    coach.answer_all({"screening": [], "conditions": [], "surgery": [], "acute_strain": []}, 4)
    matters = coach.page.locator("#result section", has=coach.page.get_by_role("heading", name="What matters most"))
    told = matters.inner_text()
    facts = {"pain": {"low_back": 3, "others": "none"}, "screening": "none", "conditions": "none", "surgery": "none"}
    person = kb.assess({**facts, "acute_strain": "none"})
    care = [theme for theme in person.priorities if theme.prescriptions and not theme.findings]
    assert care, "somebody of whom nothing is found, and who is cared for"
    titles = {advice.id: advice.title for advice in person.prescriptions}
    for theme in care:
        assert theme.title in told
        assert titles[theme.prescriptions[0]] in told
    assert faults_of(coach.page, axe, "#result") == []


def test_an_injured_footballer_on_a_phone_comes_back(visit: Visit, tmp_path: Path) -> None:
    coach = visit("phone")
    coach.press("Today", "#start")
    coach.hurts({"back of the left thigh": 4})
    coach.press("Return to sport", "#start")
    coach.settle()
    strained = "Were the hamstrings (back of the thigh) strained in the last seven days?"
    coach.answer_all(
        {"screening": [], "conditions": [], "surgery": [], "sport": "Football", "acute_strain": [strained]},
        effort(7, 12),
    )
    assert coach.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    coach.page.locator("#show-answer").click()
    assert coach.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    told = coach.result()
    assert "Not for now" in told
    assert "hamstring" in told.lower()
    record = coach.saved(tmp_path)
    assert record["format"] == FORMAT
    path = tmp_path / "visit.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    coach.page.locator("#show-questions").click()
    coach.page.set_input_files("#record-file", path)
    coach.press("Go on with this visit")
    coach.page.get_by_text("Back of the left thigh 4 of 10; nothing else.").wait_for()
    coach.page.set_input_files("#record-file", path)
    coach.press("Begin the next visit, and compare")
    coach.page.get_by_text("Where does it hurt now?").wait_for()
    assert coach.page.locator("#start [aria-pressed=true]").count() == 0, "nothing is carried over"
    coach.settle()
    coach.page.locator("#show-answer").click()
    coach.page.get_by_text("Since the last visit").wait_for()


def test_a_red_flag_stops_at_once(visit: Visit) -> None:
    coach = visit("phone")
    coach.hurts({"low back": 6})
    coach.page.get_by_label("Has it, in recent days or weeks, become hard to start passing water").first.check()
    coach.page.locator("body.stop").wait_for()
    assert coach.page.locator("#status").inner_text().startswith("Stop")
    assert coach.page.locator("#show-answer").inner_text() == "Answer: stop"
    coach.page.locator("#show-answer").click()
    assert coach.page.locator("#result .flag").count() >= 1
    assert "Screening is not complete" in coach.page.locator("#result").inner_text(), "one flag hides no other"


def test_nothing_is_clear_while_anything_may_still_call_for_a_doctor(visit: Visit) -> None:
    coach = visit()
    coach.page.get_by_label("Day of the visit").fill("2026-03-02")
    coach.hurts({"low back": 4})
    coach.say("screening", [])
    told = coach.page.locator("#result").inner_text()
    assert "reasons to see a doctor not ruled out" in told
    assert "was asked and denied" not in told
    assert coach.page.locator("#status").inner_text().startswith("Safety not complete")


def test_all_by_keyboard(visit: Visit) -> None:
    coach = visit()
    keys = coach.page.keyboard
    _tab_to(coach, "low back")
    keys.press("Enter")
    _tab_to(coach, "pain-low_back")
    keys.press("4")
    coach.settle()
    _tab_to(coach, "Nothing else hurts")
    keys.press("Enter")
    coach.page.locator('#asked .card[data-name="screening"]').wait_for()
    coach.settle()
    _tab_past(coach, "screening")
    keys.press("Enter")
    coach.page.locator('#asked .card.folded[data-name="screening"]').wait_for()
    next_card = coach.page.evaluate("document.activeElement.closest('.card')?.dataset.name")
    assert next_card == coach.cards()[0], "the focus is on the next question"
    coach.settle()
    _tab_past(coach, "conditions")  # what somebody may have beside the pain
    keys.press("Enter")
    coach.page.locator('#asked .card.folded[data-name="conditions"]').wait_for()
    coach.settle()
    _tab_to(coach, "Stay active with low back pain", most=400)
    keys.press("Enter")
    coach.page.get_by_role("dialog").wait_for()
    keys.press("Escape")
    assert coach.page.evaluate("document.activeElement.textContent") == "Stay active with low back pain"


def _tab_past(coach: Coach, card: str) -> None:
    """Press Tab until what denies a whole list has the focus: from its last box, at night through all its boxes."""
    if effort(1, 0):
        coach.page.locator(f'#asked .card[data-name="{card}"] input').last.focus()
    _tab_to(coach, "No to all of these", 250, near=False)


# What bears a name is some presses of Tab from what has the focus then.
BEFORE = """name => {
    const all = [...document.querySelectorAll('button, input, select, summary, a[href]')]
        .filter(e => e.checkVisibility());
    const there = all.findIndex(e => [e.ariaLabel, e.textContent, e.id].includes(name));
    all[Math.max(0, there - 4)].focus(); }"""


def _tab_to(coach: Coach, name: str, most: int = 80, *, near: bool = True) -> None:
    """Press Tab until what bears a name, or an id, has the focus: from near it, at night from where one is."""
    if near and effort(1, 0):
        coach.page.evaluate(BEFORE, name)
    for _ in range(most):
        coach.page.keyboard.press("Tab")
        found = coach.page.evaluate(
            "[document.activeElement.ariaLabel, document.activeElement.textContent, document.activeElement.id]"
        )
        if name in found:
            return
    raise AssertionError(f"{name!r} cannot be reached by Tab")


def test_a_training_log_and_a_profile(visit: Visit) -> None:
    coach = visit()
    coach.page.set_input_files("#record-file", EXAMPLE / "profile.yaml")
    coach.page.locator("#result").get_by_text("Robin Hale").wait_for()
    coach.page.set_input_files("#log-file", EXAMPLE / "hevy.csv")
    coach.page.get_by_text("sessions from").wait_for()
    coach.settle()
    assert "Weak hamstrings, left" in coach.result()
    coach.page.set_input_files("#log-file", EXAMPLE / "profile.yaml")
    coach.page.locator("#log .problem").wait_for()
    assert "expected" in coach.page.locator("#log .problem").inner_text()
    coach.page.set_input_files(
        "#record-file", {"name": "x.yaml", "mimeType": "text/yaml", "buffer": b"pain: {left_kne: 3}"}
    )
    coach.page.locator("#trouble .problem", has_text="left_knee").wait_for()


def test_what_cannot_be_used_is_said_beside_it(visit: Visit) -> None:
    coach = visit()
    coach.hurts({})
    coach.answer_all({"screening": [], "conditions": []}, 2)
    coach.page.locator("#answer").get_by_role("button").first.wait_for()
    card = '#asked .card[data-name="age"]'
    while not coach.page.locator(card).count():
        coach.answer_all({"surgery": [], "acute_strain": []}, 1)
    coach.say("age", 400)
    coach.page.locator(f"{card} .fault").wait_for()
    assert "110" in coach.page.locator(f"{card} .fault").inner_text()
    coach.say("age", 40)
    coach.page.locator(f"{card}.folded").wait_for()
    assert coach.page.locator("#trouble .problem").count() == 0


def test_the_page_is_clean_for_those_who_hear_it(visit: Visit, axe: str) -> None:
    coach = visit("phone")
    assert _faults_in_light_and_dark(coach, axe) == []
    coach.page.set_input_files("#record-file", EXAMPLE / "profile.yaml")
    coach.page.locator("#next select").wait_for()
    coach.settle()
    assert _faults_in_light_and_dark(coach, axe) == []
    coach.page.locator("#show-answer").click()
    coach.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert _faults_in_light_and_dark(coach, axe) == []


def _faults_in_light_and_dark(coach: Coach, axe: str) -> list[str]:
    """The faults of the page as it stands in the dark; in the light, of which other visits speak, at night alone."""
    coach.page.emulate_media(color_scheme="dark")
    faults = faults_of(coach.page, axe)
    coach.page.emulate_media(color_scheme="light")
    return faults + (faults_of(coach.page, axe) if effort(0, 1) else [])


def test_a_name_acts_on_nothing(visit: Visit) -> None:
    coach = visit()
    coach.page.get_by_label("Name or initials").fill("<img src=x onerror=alert(1)>\u202e{{7*7}}")
    coach.hurts({})
    assert "<img src=x onerror=alert(1)> {{7*7}}" in coach.result()
    assert coach.page.locator("img").count() == 0
