"""The next visit: good progress is told as good, a missing fact is no progress, and pain comes first."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from command_line import Run
from effort import effort
from hypothesis import given
from hypothesis import strategies as st
from json_schemas import validator
from small_knowledge import write_knowledge

import balance_rules as br
from balance_rules.errors import FactError, KnowledgeError
from balance_rules.follow_up import FollowUp
from balance_rules.follow_up.measures import shown_together, verdict
from balance_rules.model import Attribute, Better, Kind, MeasurementError
from balance_rules.model.following import SIGNALS
from balance_rules.person.logs import counting_of, covered_days
from balance_rules.report.formats import schema
from balance_rules.report.html.follow_up import follow_up_page

MARCH: dict[str, Any] = {
    "person": "Robin",
    "date": "2026-03-01",
    "screening": "none",
    "sedentary_hours": 9,
    "pain": {"low_back": 5},
    "hamstring_torque_60": {"left": 70, "right": 110},
    "quadriceps_torque_60": {"left": 190, "right": 190},
    "knee_to_wall": {"left": 7, "right": 12},
}


def later(**changed: Any) -> dict[str, Any]:
    """The same person two months later; None leaves a fact out."""
    return {k: v for k, v in {**MARCH, "date": "2026-05-03", **changed}.items() if v is not None}


def measure(found: FollowUp, fact: str) -> Any:
    return next(m for m in found.measures if m.fact == fact)


def finding(found: FollowUp, name: str) -> Any:
    return next(f for f in found.findings if f.id == name)


def prescription(found: FollowUp, name: str) -> Any:
    return next(p for p in found.prescriptions if p.id == name)


# ---------------------------------------------------------------- progress


def test_good_progress_is_never_told_as_a_loss(kb: br.KnowledgeBase) -> None:
    found = kb.follow_up(MARCH, later(sedentary_hours=6.5))
    sitting = measure(found, "sedentary_hours")
    assert (sitting.verdict, sitting.change, sitting.target) == ("better", -2.5, "≤ 7 h/day")
    assert finding(found, "prolonged_sitting").status == "resolved"
    breaks = prescription(found, "break_up_sitting")
    assert (breaks.decision, breaks.rule) == ("done", "what_it_was_for_is_gone")
    text = found.to_text()
    assert "withheld" not in text
    assert "9 h/day → 6.5 h/day → target ≤ 7 h/day\n    better (−2.5 h/day; a change counts from 1 h/day" in text


def test_a_fact_that_is_missing_is_no_progress(kb: br.KnowledgeBase) -> None:
    found = kb.follow_up(MARCH, later(sedentary_hours=None, knee_to_wall=None))
    sitting = finding(found, "prolonged_sitting")
    assert (sitting.status, sitting.after, sitting.missing) == ("no_longer_assessable", None, ("sedentary_hours",))
    assert prescription(found, "break_up_sitting").decision == "continue"
    assert {f.status for f in found.findings if "ankle" in f.id} == {"no_longer_assessable"}
    assert measure(found, "sedentary_hours").unsure == "not_measured_again"
    assert "Sitting time, self-reported: was 9 h/day" in found.to_text()


@pytest.mark.parametrize("fact", [name for name in MARCH if name not in {"person", "date", "screening"}])
def test_whatever_is_left_out_nothing_is_resolved_by_it(kb: br.KnowledgeBase, fact: str) -> None:
    found = kb.follow_up(MARCH, later(**{fact: None}))
    assert not [f for f in found.findings if f.status == "resolved"]
    assert not [p for p in found.prescriptions if p.decision == "done"]


def test_a_finding_that_turned_within_the_error_may_be_the_same_still(kb: br.KnowledgeBase) -> None:
    found = kb.follow_up({**MARCH, "sedentary_hours": 7.5}, later(sedentary_hours=6.75))
    assert measure(found, "sedentary_hours").verdict == "within_error"
    sitting = finding(found, "prolonged_sitting")
    assert (sitting.status, sitting.within_error) == ("resolved", True)
    assert "perhaps resolved (moderate → none); nothing changed beyond a known error of measurement, so it may be " in (
        " ".join(found.to_text().split())
    )
    assert prescription(found, "break_up_sitting").decision == "continue"


def test_what_was_not_known_before_is_not_called_new(kb: br.KnowledgeBase) -> None:
    found = kb.follow_up({**MARCH, "knee_to_wall": {"right": 12}}, later())
    assert {f.status for f in found.findings if "ankle" in f.id} == {"first_seen"}
    worse = kb.follow_up({**MARCH, "sedentary_hours": 5}, later(sedentary_hours=9))
    assert finding(worse, "prolonged_sitting").status == "new"


def test_three_visits_have_a_trend(kb: br.KnowledgeBase) -> None:
    hours = {3: 10, 4: 8, 5: 6}
    way = [{**MARCH, "date": f"2026-0{month}-01", "sedentary_hours": sat} for month, sat in hours.items()]
    steady = measure(kb.follow_up(*way), "sedentary_hours")
    assert (steady.trend, steady.steady, [p.value for p in steady.points]) == ("better", True, [10, 8, 6])
    back = measure(kb.follow_up(way[0], way[2], {**way[1], "date": "2026-06-01"}), "sedentary_hours")
    assert (back.verdict, back.trend, back.steady) == ("worse", "better", False)


# ---------------------------------------------------------------- verdicts


def attribute(error: str | None, better: Better, *, percent: bool = False) -> Attribute:
    made = None if error is None else MeasurementError(Fraction(error), percent, error, "any", "source")
    return Attribute("a", "A", Kind.NUMBER, "", "", 1, "cm", 0, 10_000, Fraction(1, 10), error=made, better=better)


numbers = st.fractions(min_value=0, max_value=1000, max_denominator=10_000)
errors = st.fractions(min_value="0.001", max_value=60, max_denominator=1000).map(str)
ways = st.sampled_from([Better.HIGHER, Better.LOWER, Better.NONE])


@given(numbers, numbers, errors, ways, st.booleans())
def test_no_rounding_turns_a_verdict(one: Fraction, other: Fraction, error: str, way: Better, percent: bool) -> None:
    a = attribute(error, way, percent=percent)
    smallest = a.error.smallest_change(one, other) if a.error else Fraction(0)
    said, _ = verdict(a, one, other)
    real = one != other and abs(other - one) >= smallest
    assert (said in ("better", "worse", "changed")) == real
    change, least = shown_together(a, other - one, smallest)
    shown = Fraction(change.split()[0].replace("−", "-")), Fraction(least.split()[0])
    assert one == other or (abs(shown[0]) >= shown[1]) == real, "and what is shown says the same"


@given(numbers, numbers, errors, ways)
def test_the_way_back_says_the_opposite(one: Fraction, other: Fraction, error: str, way: Better) -> None:
    opposite = {"better": "worse", "worse": "better"}
    said, _ = verdict(attribute(error, way), one, other)
    assert verdict(attribute(error, way), other, one)[0] == opposite.get(said, said)


@given(numbers, numbers)
def test_without_an_error_nothing_is_told_of_a_change(one: Fraction, other: Fraction) -> None:
    said = verdict(attribute(None, Better.HIGHER), one, other)
    assert said == (("same", None) if one == other else ("cannot_tell", "error_not_known"))


def test_what_was_typed_counts_and_not_what_is_stored(kb: br.KnowledgeBase) -> None:
    # 10.04 and 11.86 are stored as 10.0 and 11.9: a difference of 1.9, which would count; what was typed is 1.82
    found = kb.follow_up(later(date="2026-03-01", knee_to_wall={"left": 10.04}), later(knee_to_wall={"left": 11.86}))
    reach = measure(found, "knee_to_wall[left]")
    assert (reach.verdict, reach.change_shown, reach.after.shown) == ("within_error", "+1.8 cm", "11.86")


# ---------------------------------------------------------------- decisions


def test_every_combination_of_signals_is_decided_and_pain_never_asks_for_more(kb: br.KnowledgeBase) -> None:
    rules = kb.knowledge.follow_up
    # each eleventh at a change: no signal has eleven values, so that all stand together with all of any two others
    for values in itertools.islice(itertools.product(*SIGNALS.values()), 0, None, effort(11, 1)):
        signals = dict(zip(SIGNALS, values, strict=True))
        for done in (None, Fraction(1, 2), Fraction(1)):
            decision = next(rule for rule in rules if rule.holds(signals, done)).decision.value
            if signals["red_flag"] == "raised" and signals["state"] != "given":
                assert decision == "stop"
            elif signals["kind"] != "retest" and signals["loads"] == "yes" and signals["pain"] in ("worse", "new"):
                assert decision == "step_back"
            elif signals["loads"] == "yes" and signals["pain"] == "unknown":
                assert decision != "progress"
            if signals["finding"] == "unknown":
                assert decision not in ("done", "progress")
            if done == Fraction(1, 2):
                assert decision != "progress", "what was hardly done is not raised"


def test_what_moved_by_an_unknown_error_does_not_resolve_a_finding(kb: br.KnowledgeBase) -> None:
    """The torque moved within its error, the bridge has none that is known: nothing says that the weakness is gone."""
    strong = {
        "knee_strength_device": "isokinetic",
        "isokinetic_gravity_corrected": True,
        "sex": "male",
        "age": 34,
        "isokinetic_repetitions": {"left": 5, "right": 5},
        "isokinetic_cv": {"left": 7, "right": 6},
        "quadriceps_torque_60": {"left": 218, "right": 224},
        "training_experience": "intermediate",
        **dict.fromkeys(("conditions", "surgery", "acute_strain"), "none"),
    }
    then = {"hamstring_torque_60": {"left": 99, "right": 121}, "single_leg_bridge_reps": {"left": 14, "right": 22}}
    now = {"hamstring_torque_60": {"left": 115, "right": 122}, "single_leg_bridge_reps": {"left": 21, "right": 22}}
    found = kb.follow_up({**MARCH, **strong, **then}, later(**strong, **now))
    own = [m for m in found.measures if m.fact.startswith(("hamstring_", "hq_", "single_leg_bridge"))]
    assert {m.verdict for m in own} <= {"within_error", "cannot_tell", "same"}
    weak = finding(found, "hamstring_weakness[left]")
    assert (weak.status, weak.within_error) == ("resolved", True)
    for p in found.prescriptions:
        if "hamstring_weakness[left]" in kb_answers(kb, p.id):
            assert (p.signals["finding"], p.decision) in {("same", "continue"), ("harder", "continue")}, p.id


def kb_answers(kb: br.KnowledgeBase, name: str) -> tuple[str, ...]:
    return next(p.answers for p in kb.knowledge.prescriptions if p.id == name)


def test_only_what_stops_all_says_stop(kb: br.KnowledgeBase) -> None:
    facts = {"training_experience": "intermediate", "age": 40, "conditions": "none", "surgery": "none"}
    grew = {"pain_getting_worse": True, "others": "none"}
    calm = {**MARCH, **facts, "pain": {"low_back": 2, "others": "none"}}
    found = kb.follow_up(calm, later(**facts, screening=grew, pain={"low_back": 2, "others": "none"}))
    assert [(r.status, r.urgency) for r in found.referrals] == [("raised", "routine")]
    assert found.to_text().splitlines()[1].startswith("SEE A DOCTOR: 1 thing must be looked at by a doctor.")


def test_a_red_flag_stops_and_says_what_to_do(kb: br.KnowledgeBase, run: Run, tmp_path: Path) -> None:
    found = kb.follow_up(MARCH, later(screening=["saddle_numbness"]))
    assert [r.status for r in found.referrals] == ["raised"]
    assert found.to_text().splitlines()[1].startswith("STOP: 1 thing must be looked at by a doctor first.")
    again = kb.follow_up(later(screening=["saddle_numbness"]), {**MARCH, "date": "2026-06-01"})
    assert [r.status for r in again.referrals] == ["ruled_out"]
    silent = {k: v for k, v in later(date="2026-06-01").items() if k != "screening"}
    unasked = kb.follow_up(later(screening=["saddle_numbness"]), silent)
    assert [r.status for r in unasked.referrals] == ["not_asked_again"]


def test_growing_pain_steps_back_what_loads_and_keeps_the_advice(kb: br.KnowledgeBase) -> None:
    facts = {"training_experience": "intermediate", "age": 40, "conditions": "none", "surgery": "none"}
    calm, sore = {**MARCH, **facts, "pain": {"low_back": 2}}, later(**facts, pain={"low_back": 6})
    found = kb.follow_up(calm, sore)
    assert measure(found, "pain[low_back]").verdict == "worse"
    for p in found.prescriptions:
        assert p.decision != "progress"
        if p.signals["loads"] == "yes" and p.before == "given":
            assert p.decision in ("step_back", "stop")
        assert p.reason


# ---------------------------------------------------------------- order, records, knowledge


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({}, {"date": "2026-03-01"}, "visit 2: found 2026-03-01, the same day as the visit before"),
        ({}, {"date": "2026-02-01"}, "visit 2: found 2026-02-01, after a visit of 2026-03-01"),
        ({"date": None}, {}, "visit 1: found no date"),
        ({}, {"person": "Alex"}, "person: found 'Robin' and 'Alex'; expected one person"),
    ],
)
def test_visits_that_are_not_one_after_another_are_refused(
    kb: br.KnowledgeBase, before: dict[str, Any], after: dict[str, Any], said: str
) -> None:
    one = {k: v for k, v in {**MARCH, **before}.items() if v is not None}
    with pytest.raises(FactError) as refused:
        kb.follow_up(one, later(**after))
    assert said in str(refused.value)


def test_visits_are_taken_in_the_order_given_where_that_is_told(kb: br.KnowledgeBase) -> None:
    found = kb.follow_up(MARCH, later(date="2026-02-01", sedentary_hours=6), any_dates=True)
    assert measure(found, "sedentary_hours").verdict == "better"


def test_a_name_is_one_name_however_its_signs_are_composed(kb: br.KnowledgeBase) -> None:
    found = kb.follow_up({**MARCH, "person": "Zo\u00eb  K."}, later(person="zoe\u0308 k."))
    assert len(found.visits) == 2


def test_assessments_records_and_profiles_give_the_same(kb: br.KnowledgeBase, tmp_path: Path) -> None:
    one, other = kb.assess(MARCH), kb.assess(later(sedentary_hours=6))
    path = tmp_path / "march.json"
    path.write_text(one.to_json(), encoding="utf-8")
    read = br.Assessment.from_json(one.to_json(), kb.knowledge)
    found = [kb.follow_up(source, other) for source in (MARCH, one, read, json.loads(one.to_json()), path)]
    assert len({f.to_text() for f in found}) == 1
    assert not found[-1].owed_to_knowledge


def test_what_is_owed_to_the_knowledge_is_told_apart(small: br.KnowledgeBase, tmp_path: Path) -> None:
    folder = write_knowledge(tmp_path / "older")
    for path in folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"certainty: 0\.\d+", "certainty: 0.05", text), encoding="utf-8")
    older = br.load(folder, bundled=False)
    person = {"date": "2026-03-01", "screening": "none", "hq[left]": 0.45, "hq[right]": 1, "hop_asymmetry": 18}
    record = json.loads(older.assess(person).to_json())
    record["facts"].append({"fact": "gone", "value": 3, "shown": "3 cm", "text": "3", "origin": "record"})
    found = small.follow_up(record, {**person, "date": "2026-05-01"})
    assert {(o.kind, o.id) for o in found.owed_to_knowledge} >= {("finding", "hamstring_weakness[left]")}
    assert all(f.status == "same" for f in found.findings), "nothing changed of the person"
    (note,) = found.notes
    assert note.endswith("gone = 3 cm is left out: today's knowledge has no such fact.")
    assert "Owed to the knowledge, not to the person" in found.to_text()


def test_knowledge_without_rules_for_the_next_visit_decides_about_no_prescription(small: br.KnowledgeBase) -> None:
    first, second = {"date": "2026-03-01", "screening": "none"}, {"date": "2026-05-01", "screening": "none"}
    assert small.follow_up(first, second).prescriptions == ()
    with pytest.raises(br.UnsupportedError, match=r"follow_up\.yaml"):
        small.follow_up({**first, "sitting": 9}, second)


def test_a_value_stored_in_other_steps_is_read_by_what_it_said(kb: br.KnowledgeBase) -> None:
    record = {**json.loads(kb.assess(MARCH).to_json()), "knowledge_hash": "of an older knowledge"}
    for fact in record["facts"]:
        if fact["fact"] == "sedentary_hours":
            fact["value"] = 18  # an older resolution of half an hour
    found = kb.follow_up(record, later())
    assert measure(found, "sedentary_hours").before.value == 9


# ---------------------------------------------------------------- the block

PROGRAMME = {"sessions": [{"items": [{"exercise": "romanian_deadlift", "sets": 3}]}] * 2}


def log_of(path: Path, weeks: int, sets: int) -> Path:
    """Write a log of two sessions a week from the day after the first visit."""
    lines = ["title,start_time,exercise_title,set_type,weight_kg,reps"]
    for week in range(weeks):
        for day in (3, 6):
            date = f"2026-03-{day + 7 * week:02}" if week < 4 else f"2026-04-{day + 7 * (week - 4):02}"
            lines += [f"A,{date} 10:00:00,Romanian Deadlift (Barbell),normal,60,8"] * sets
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_done_is_held_against_planned_in_the_weeks_that_the_log_covers(kb: br.KnowledgeBase, tmp_path: Path) -> None:
    """The log ends three weeks before the visit: what was planned for these weeks is not held against it."""
    log = log_of(tmp_path / "log.csv", weeks=6, sets=3)
    found = kb.follow_up(MARCH, later(), programme=PROGRAMME, log=log)
    assert found.block is not None
    assert (found.block.weeks, found.block.weeks_covered) == (9.0, 6.14)  # 2 March to 13 April
    assert (found.block.sessions_done, found.block.sessions_planned) == (12, 12.3)
    (lift,) = found.block.exercises
    assert (lift.id, lift.done, lift.planned) == ("romanian_deadlift", 36, 36.9)
    hamstrings = next(t for t in found.block.muscles if t.id == "hamstrings")
    assert (hamstrings.planned, hamstrings.done) == (6.0, 5.9)
    text = " ".join(found.to_text().split())
    assert "Romanian deadlift: 36 of 36.9 sets" in text
    assert "12 of 12.3 planned, in the 6.14 of 9 weeks that the log covers; of the others nothing is known" in text
    assert "of the others nothing is known" in follow_up_page(found)
    assert found.replay(kb.knowledge) == ()


@pytest.mark.parametrize(("after", "what"), [("2026-06-01", "before"), ("2026-07-05", "long before")])
def test_a_log_that_ends_before_the_block_says_nothing_of_it(
    kb: br.KnowledgeBase, tmp_path: Path, after: str, what: str
) -> None:
    log = log_of(tmp_path / "log.csv", weeks=6, sets=3)  # it ends on 13 April
    found = kb.follow_up(later(date="2026-05-03"), later(date=after), programme=PROGRAMME, log=log)
    assert found.block is None, what
    assert {p.done_share for p in found.prescriptions} == {None}
    assert "hardly done" not in found.to_text()
    (note,) = found.notes
    assert note.startswith("The training log says nothing of the days from 2026-05-04 to ")
    assert "sessions from 2026-03-03 to 2026-04-13" in note


def test_days_without_a_session_between_two_that_are_logged_are_days_without_training(
    kb: br.KnowledgeBase, tmp_path: Path
) -> None:
    log = log_of(tmp_path / "log.csv", weeks=2, sets=3)  # 3, 6, 10 and 13 March
    text = log.read_text(encoding="utf-8")
    log.write_text(text + text.splitlines()[-1].replace("2026-03-13", "2026-04-03") + "\n", encoding="utf-8")
    found = kb.follow_up(later(date="2026-03-14"), later(date="2026-04-01"), programme=PROGRAMME, log=log)
    assert found.block is not None
    assert (found.block.sessions_done, found.block.weeks_covered) == (0, found.block.weeks)


days = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


@given(st.lists(days, max_size=12), days, days, days)
def test_a_session_more_covers_no_day_less(
    kb: br.KnowledgeBase,
    sessions: list[datetime.date],
    more: datetime.date,
    one: datetime.date,
    other: datetime.date,
) -> None:
    counting = counting_of(kb.knowledge)
    begin, end = min(one, other), max(one, other)
    covered = covered_days(sessions, counting, begin, end)
    within = {day for day in sessions if begin <= day <= end}
    assert len(within) <= covered <= (end - begin).days + 1
    assert covered <= covered_days([*sessions, more], counting, begin, end)


@pytest.mark.parametrize(
    ("programme", "said"),
    [
        ({}, "expected a programme"),
        ({"sessions": [{"items": [{"exercise": "romanian_deadlif", "sets": 3}]}]}, "'romanian_deadlift'"),
        ({"sessions": [{"items": [{"exercise": "romanian_deadlift", "sets": "many"}]}]}, "a whole number of sets"),
    ],
)
def test_what_is_no_programme_is_refused(kb: br.KnowledgeBase, programme: dict[str, Any], said: str) -> None:
    with pytest.raises(FactError) as refused:
        kb.follow_up(MARCH, later(), programme=programme)
    assert said in str(refused.value)


def test_a_programme_without_a_log_says_that_nothing_is_known_of_it(kb: br.KnowledgeBase) -> None:
    found = kb.follow_up(MARCH, later(), programme=PROGRAMME)
    assert found.block is None
    assert any("what was done of it is not known" in note for note in found.notes)


# ---------------------------------------------------------------- as data


def test_a_follow_up_is_a_value_that_can_be_judged_again(kb: br.KnowledgeBase) -> None:
    found = kb.follow_up(MARCH, later(sedentary_hours=6))
    validator(schema("follow_up-1")).validate(json.loads(found.to_json()))
    read = FollowUp.from_json(found.to_json())
    assert read == found
    assert hash(read) == hash(found)
    assert read.replay(kb.knowledge) == ()
    changed = tuple(dataclasses.replace(m, verdict="worse") if m.verdict == "better" else m for m in read.measures)
    (line,) = dataclasses.replace(read, measures=changed).replay(kb.knowledge)
    assert line.startswith("measures: recorded")
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.person = "Alex"  # type: ignore[misc]
    with pytest.raises(FactError, match=r"FollowUp\.to_json"):
        FollowUp.from_json("{}")


def test_the_page_runs_nothing(kb: br.KnowledgeBase) -> None:
    page = follow_up_page(kb.follow_up({**MARCH, "person": "<b>R"}, later(person="<b>R", sedentary_hours=6)))
    assert "<b>R" not in page
    assert "&lt;b&gt;R" in page
    assert "9 h/day" in page


def test_rules_that_decide_not_everything_are_refused(tmp_path: Path) -> None:
    for text, said in (
        ("- {id: a, when: {pain: [worse]}, decision: stop, because: It hurts.}\n", "nothing in the last entry"),
        ("- {id: a, when: {pain: [wors]}, decision: stop, because: It hurts.}\n", "one of worse, new"),
        ("- {id: a, when: {}, decision: give_up, because: It hurts.}\n", "'continue'"),
    ):
        folder = write_knowledge(tmp_path / said.replace(" ", "_").replace("'", ""))
        (folder / "follow_up.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(KnowledgeError) as refused:
            br.load(folder, bundled=False)
        assert said in str(refused.value)


# ---------------------------------------------------------------- the command


def profile(path: Path, facts: dict[str, Any]) -> Path:
    path.write_text(json.dumps(facts), encoding="utf-8")
    return path


def test_the_command_prints_writes_and_tells_of_a_red_flag(run: Run, tmp_path: Path) -> None:
    one = profile(tmp_path / "march.json", MARCH)
    other = profile(tmp_path / "may.json", later(sedentary_hours=6))
    printed = run("follow-up", one, other)
    assert printed.exit_code == 0
    assert printed.stdout.startswith("Robin: 2026-03-01 → 2026-05-03\n")
    validator(schema("follow_up-1")).validate(json.loads(run("follow-up", one, other, "--json").stdout))
    page = tmp_path / "visit.html"
    written = run("follow-up", one, other, "--html", page)
    assert written.stdout == ""
    assert "Before, now, target" in page.read_text(encoding="utf-8")
    raised = profile(tmp_path / "raised.json", later(screening=["saddle_numbness"]))
    assert run("follow-up", one, raised).exit_code == 3


def test_the_command_refuses_what_it_cannot_compare(run: Run, tmp_path: Path) -> None:
    one = profile(tmp_path / "march.json", MARCH)
    assert run("follow-up", one).exit_code == 2
    reversed_ = run("follow-up", profile(tmp_path / "may.json", later()), one)
    assert reversed_.exit_code == 4
    assert "Give the oldest first" in reversed_.stderr
    assert run("follow-up", tmp_path / "may.json", one, "--in-order").exit_code == 0


def test_explain_contrast_says_which_is_the_earlier_and_tells_it_first(run: Run, tmp_path: Path) -> None:
    one = profile(tmp_path / "march.json", MARCH)
    other = profile(tmp_path / "may.json", later(sedentary_hours=6))
    head = "Robin 2026-03-01 (earlier) → Robin 2026-05-03 (later)"
    for first, second in ((one, other), (other, one)):
        printed = run("explain", first, "--contrast", second).stdout
        assert printed.splitlines()[0] == head
        assert "Sitting time, self-reported: 9 h/day → 6 h/day" in printed


def test_what_nothing_calls_for_any_more_is_done_and_no_step_back(kb: br.KnowledgeBase) -> None:
    safe = dict.fromkeys(("screening", "conditions", "surgery", "acute_strain", "pain"), "none")
    then = {**safe, "date": "2026-03-01", "hamstring_strain_history": {"left": "past_6_weeks", "right": "never"}}
    now = {**then, "date": "2026-06-01", "hamstring_strain_history": {"left": "past_year", "right": "never"}}
    found = kb.follow_up(then, now)
    spared = [p for p in found.prescriptions if "hamstring" in p.id and p.signals["state"] == "over"]
    assert spared
    assert {p.decision for p in spared} == {"done"}
    assert "CAREFUL" not in found.to_text()


def test_how_long_something_has_hurt_is_no_measure(kb: br.KnowledgeBase) -> None:
    first = {**MARCH, "pain_weeks": {"low_back": 9}}
    found = kb.follow_up(first, later(pain_weeks={"low_back": 17}))
    assert not [m for m in found.measures if m.fact.startswith("pain_weeks")]


def test_time_that_passed_does_not_lift_the_doubt_of_a_change_within_the_error(kb: br.KnowledgeBase) -> None:
    first = {**MARCH, "sedentary_hours": 7.5, "pain_weeks": {"low_back": 9}, "age": 40}
    found = kb.follow_up(first, later(sedentary_hours=6.75, pain_weeks={"low_back": 17}, age=41))
    assert finding(found, "prolonged_sitting").within_error


# ---------------------------------------------------------------- whose visits


def test_a_visit_without_a_name_is_taken_for_the_others_and_that_is_told(kb: br.KnowledgeBase) -> None:
    found = kb.follow_up({**MARCH, "person": ""}, later(date="2026-04-01"), later(person=None))
    (note,) = found.notes
    assert note.startswith("Visits 1 and 3 name nobody: they are taken for Robin's.")
    assert note in " ".join(found.to_text().split())
    assert "name nobody" in follow_up_page(found)
    assert not found.replay(kb.knowledge)


def test_visits_of_nobody_and_of_one_name_are_one_person_without_a_note(kb: br.KnowledgeBase) -> None:
    nameless = {k: v for k, v in MARCH.items() if k != "person"}
    assert not kb.follow_up(nameless, later(person=None)).notes
    assert not kb.follow_up({**MARCH, "person": "Robin "}, later(person=" Robin")).notes


def test_names_that_differ_in_their_capitals_are_told(kb: br.KnowledgeBase) -> None:
    found = kb.follow_up(MARCH, later(person="robin "))
    assert found.notes == ("The visits are of 'Robin' and 'robin', taken for one person.",)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [(40, 40, False), (40, 41, False), (40, 42, True), (40, 39, True), (40, 30, True), (None, 30, False)],
)
def test_ages_that_no_birthday_fits_are_told(kb: br.KnowledgeBase, before: int, after: int, told: bool) -> None:
    one = MARCH if before is None else {**MARCH, "age": before}
    found = kb.follow_up(one, later(age=after))
    assert any("one of them is wrong, or they are two people" in note for note in found.notes) == told


@pytest.mark.parametrize("visit", [5, None, [MARCH]])
def test_what_is_no_visit_is_refused(kb: br.KnowledgeBase, visit: Any) -> None:
    with pytest.raises(FactError, match="expected an assessment, a record or a profile"):
        kb.follow_up(MARCH, visit)


def test_a_fact_without_a_name_is_refused_with_its_place(kb: br.KnowledgeBase) -> None:
    record = json.loads(kb.assess({"screening": "none"}).to_json())
    record["facts"][0]["fact"] = [1]
    with pytest.raises(br.FactError, match=r"facts\.0\.fact.*expected the name of a fact"):
        kb.follow_up(record, record)
