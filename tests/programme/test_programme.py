"""A week keeps every limit, is the best there is, is the same each time, and covers no less with more time."""

from __future__ import annotations

import csv
import io
import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import balance_rules as br
from balance_rules.errors import FactError
from balance_rules.programme import check, hevy_templates, make_plan
from balance_rules.programme.problem import IntegerProblem
from balance_rules.programme.solving import solve

EXAMPLE = Path(__file__).parents[2] / "examples" / "desk_lifter"
KB = br.load()
LOG = KB.read_log(EXAMPLE / "hevy.csv")
ROBIN = KB.assess(EXAMPLE / "profile.yaml", log=LOG)
FEW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])

kits = st.fixed_dictionaries({k: st.booleans() for k in ("barbell", "machine", "cable", "band", "dumbbell")})
people = st.fixed_dictionaries(
    {
        "screening": st.sampled_from(["none", {"saddle_numbness": True}, {"saddle_numbness": False}]),
        "training_experience": st.sampled_from(["beginner", "intermediate", "advanced"]),
        "equipment": kits,
        "pain": st.sampled_from(["none", {"low_back": 4}, {"left_knee": 5}, {"left_shoulder": 7}]),
    },
    optional={
        "acute_strain": st.just("none"),
        "conditions": st.just("none"),
        "hamstring_torque_60": st.just({"left": "80 N·m", "right": "120 N·m"}),
        "quadriceps_torque_60": st.just({"left": "220 N·m", "right": "220 N·m"}),
        "body_mass": st.just("80 kg"),
        "goal": st.sampled_from([["muscle_gain"], ["posture"]]),
        "sedentary_hours": st.integers(2, 14),
    },
)
weeks = st.dictionaries(
    st.sampled_from(["back_squat", "bench_press", "leg_extension", "dumbbell_curl", "crunch", "pull_up"]),
    st.integers(0, 12),
)


@FEW
@given(person=people, week=weeks, sessions=st.integers(1, 5), minutes=st.integers(10, 90))
def test_every_limit_is_kept(person, week, sessions, minutes):
    assessment = KB.assess(person, engine="compiled")
    programme = KB.programme(assessment, week, sessions=sessions, minutes=minutes)
    assert check(programme, assessment, week) == ()
    trained = {item.exercise for session in programme.sessions for item in session.items}
    truths = assessment.record.truths
    assert all(truths[name] >= 0 for name in trained)
    assert all(truths[name] > 0 or week.get(name) for name in trained)


def test_the_same_input_has_the_same_week():
    first, second = (KB.programme(ROBIN, LOG, sessions=2, minutes=45) for _ in range(2))
    assert first == second
    assert first.to_json() == second.to_json()


def test_more_minutes_never_cover_less_of_the_priorities():
    reached = []
    for minutes in (30, 45, 60):
        programme = KB.programme(ROBIN, LOG, sessions=2, minutes=minutes)
        ids = {"what must not fall", *(p.id for p in ROBIN.priorities)}
        reached.append([o.value for o in programme.objectives if o.name in ids])
        assert programme.proved
    assert reached == sorted(reached)


def test_a_stop_empties_the_week():
    stopped = KB.assess({"screening": {"saddle_numbness": True}, "hamstring_torque_60": {"left": "80 N·m"}})
    week = {"back_squat": 6}
    programme = KB.programme(stopped, week, sessions=3)
    assert programme.sessions == ()
    assert [(dropped.exercise, dropped.sets) for dropped in programme.dropped] == [("back_squat", 6)]
    assert programme.habits == programme.later == programme.retests == ()
    (line,) = programme.notes
    assert line.startswith("No week is planned: signs of pressure on the nerves")
    assert "emergency" in line.lower()
    assert line in programme.to_text()
    assert line in programme.why_not("back_squat")


def test_what_nobody_has_ruled_out_is_asked_before_a_week_is_planned():
    programme = KB.programme(KB.assess({"pain": {"low_back": 4}}), {"back_squat": 6}, sessions=2)
    assert programme.sessions == ()
    assert programme.notes[0].startswith("No week is planned before it is known that training is safe. Answer first: ")


def test_a_week_that_cannot_keep_its_quadriceps_names_the_limits():
    programme = KB.programme(ROBIN, LOG, sessions=1, minutes=30)
    assert programme.unmet == ("quadriceps",)
    assert programme.conflict
    assert check(programme, ROBIN, LOG) == ()


def test_the_check_finds_what_is_broken():
    programme = KB.programme(ROBIN, LOG, sessions=2, minutes=45)
    session = programme.sessions[0]
    item = replace(session.items[0], sets=9)
    broken = replace(programme, sessions=(replace(session, minutes=99, items=(item, *session.items[1:])),))
    faults = check(broken, ROBIN, LOG)
    assert any("9 sets" in fault for fault in faults)
    assert any("99 minutes" in fault for fault in faults)


def test_an_exercise_says_why_it_stands_there_and_why_not():
    programme = KB.programme(ROBIN, LOG, sessions=2, minutes=45)
    placed = {item.exercise: item for session in programme.sessions for item in session.items}
    named = next(iter(placed.values()))
    told = programme.why(named.exercise)
    assert named.reason in told
    assert all(session.day in told for session in programme.sessions if named in session.items)
    assert programme.why_not(named.exercise).startswith("It is in the week.")
    assert "but nothing that is prescribed asks for it" in programme.why_not("standing_calf_raise")
    assert "no heaviest or fast hinge" in programme.why_not("kettlebell_swing")
    left_out = next(d for d in programme.dropped if d.exercise != "kettlebell_swing")
    answer = programme.why_not(left_out.exercise)
    assert "minutes" in answer
    assert "It would push out" in answer or "no week that keeps every limit has it" in answer


def test_more_minutes_and_more_kit_say_what_they_add():
    programme = KB.programme(ROBIN, LOG, sessions=2, minutes=45)
    more = programme.with_more(minutes=20)
    assert more.programme == KB.programme(ROBIN, LOG, days=programme.days, minutes=65)
    assert any(" sets a week" in change for change in more.changes)
    bands = programme.with_more(kit="band").programme
    assert check(bands, ROBIN.with_facts({"equipment[band]": True}), LOG) == ()
    with pytest.raises(FactError, match="piece of equipment"):
        programme.with_more(kit="barbel")


def test_hevy_is_given_routines_with_known_templates_alone(tmp_path):
    programme = KB.programme(ROBIN, LOG, sessions=2, minutes=45)
    answer = {"workouts": [{"exercises": [{"title": "Squat (Barbell)", "exercise_template_id": "D04AC939"}]}]}
    templates = {
        "exercise_templates": [{"id": "mine", "title": "Leg Extension (Machine)", "primary_muscle_group": "x"}]
    }
    (tmp_path / "answers.json").write_text(json.dumps([answer, templates]))
    known = hevy_templates(tmp_path / "answers.json", KB.titles())
    assert known == {"back_squat": "D04AC939", "leg_extension": "mine"}
    written = programme.to_hevy(known)
    sent = [e["exercise_template_id"] for body in written["bodies"] for e in body["routine"]["exercises"]]
    placed = [item for session in programme.sessions for item in session.items]
    assert sent == [known[item.exercise] for item in placed if item.exercise in known]
    missing = {entry["exercise"] for entry in written["without_template"]}
    assert missing == {item.exercise for item in placed} - set(known)
    sets = [e["sets"] for body in written["bodies"] for e in body["routine"]["exercises"]]
    assert [len(s) for s in sets] == [item.sets for item in placed if item.exercise in known]
    assert all(one["rep_range"]["start"] <= one["rep_range"]["end"] for some in sets for one in some)
    (tmp_path / "broken.json").write_text("{")
    with pytest.raises(FactError, match="JSON of Hevy's API"):
        hevy_templates(tmp_path / "broken.json", KB.titles())


def test_nothing_in_a_written_week_acts():
    programme = replace(KB.programme(ROBIN, LOG, sessions=2, minutes=45), person="<script>\x1b[2J")
    session = programme.sessions[0]
    item = replace(session.items[0], name='=HYPERLINK("x")')
    programme = replace(programme, sessions=(replace(session, items=(item,)),))
    assert "\x1b" not in programme.to_text() + programme.to_json() + programme.to_csv() + programme.to_html()
    assert "<script>" not in programme.to_html()
    assert next(csv.DictReader(io.StringIO(programme.to_csv())))["name"] == '\'=HYPERLINK("x")'


def test_the_command_writes_whole_files_and_answers(tmp_path, capsys):
    from balance_rules.cli import app

    files = {name: tmp_path / f"week.{name}" for name in ("html", "csv", "hevy")}
    options = [f"--{name}={path}" for name, path in files.items()]
    arguments = ["programme", str(EXAMPLE / "profile.yaml"), f"--log={EXAMPLE / 'hevy.csv'}", "--days=mon,thu"]
    app(
        [*arguments, "--minutes=45", *options, "--why-not=kettlebell_swing", "--more-minutes=15"], standalone_mode=False
    )
    told = capsys.readouterr()
    assert told.out.startswith("Two-hand kettlebell swing")
    assert "15 more minutes a session: " in told.out
    assert "no id is made up" in told.err
    assert files["html"].read_text().startswith("<!doctype html>")
    assert files["csv"].read_text().startswith("session,day,position")
    assert [sorted(body["routine"]) for body in json.loads(files["hevy"].read_text())["bodies"]] == [
        ["exercises", "folder_id", "notes", "title"]
    ] * 2


def test_sessions_are_never_guessed():
    with pytest.raises(FactError, match="sessions: found not known"):
        KB.programme(KB.assess({"screening": "none"}))


@pytest.mark.parametrize("options", [{"sessions": 0}, {"sessions": 8}, {"days": ["Mon", "Mon"]}, {"minutes": 3}])
def test_limits_that_make_no_sense_are_refused(options):
    with pytest.raises(FactError):
        make_plan(ROBIN, LOG, **{"sessions": 2, **options} if "days" not in options else options)


def test_json_csv_and_text_tell_the_same_week():
    programme = KB.programme(ROBIN, LOG, sessions=2, minutes=45)
    told = json.loads(programme.to_json())
    rows = list(csv.DictReader(io.StringIO(programme.to_csv())))
    items = [item for session in programme.sessions for item in session.items]
    assert told["format"] == "balance_rules.programme/1"
    assert [i["exercise"] for s in told["sessions"] for i in s["items"]] == [item.exercise for item in items]
    assert [(row["exercise"], int(row["sets"])) for row in rows] == [(item.exercise, item.sets) for item in items]
    assert all(item.name in programme.to_text() for item in items)


def test_the_json_has_the_published_schema_and_every_item_its_reason():
    import jsonschema

    from balance_rules.formats import schema

    programme = KB.programme(ROBIN, LOG, sessions=2, minutes=45)
    jsonschema.validate(json.loads(programme.to_json()), schema("programme-1"))
    assert all(programme.why(item.exercise) for session in programme.sessions for item in session.items)
    items = [item for session in programme.sessions for item in session.items]
    assert all(item.reason and item.progression and item.muscles for item in items)
    with pytest.raises(FactError, match="no_such_exercise"):
        programme.why("no_such_exercise")


# ---------------------------------------------------------------- the solver against brute force

terms = st.lists(st.tuples(st.integers(0, 3), st.integers(-3, 4)), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(
    highest=st.lists(st.integers(0, 3), min_size=4, max_size=4),
    head=st.none() | st.integers(1, 4),
    rows=st.lists(st.tuples(terms, st.integers(0, 8)), max_size=4),
    goals=st.lists(terms, min_size=1, max_size=3),
)
def test_small_problems_are_solved_as_brute_force_solves_them(highest, head, rows, goals):
    problem = IntegerProblem(head=head)
    for high in highest:
        problem.variable(high)
    for row, most in rows:
        problem.at_most(row, most, "limit")
    for i, goal in enumerate(goals):
        problem.maximise(str(i), goal)
    possible = [
        values
        for values in itertools.product(*(range(high + 1) for high in highest))
        if all(row.holds(values) for row in problem.rows)
    ]
    best = max(tuple(goal.value(values) for goal in problem.objectives) for values in possible)
    solution = solve(problem)
    assert tuple(stage.value for stage in solution.stages) == best
    assert solution.proved
    assert solution.values in possible
