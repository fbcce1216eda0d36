"""A week keeps every limit, is the best there is, is the same each time, and covers no less with more time."""

from __future__ import annotations

import csv
import io
import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
from effort import effort
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from json_schemas import validator

import balance_rules as br
from balance_rules.advice import dose_text
from balance_rules.errors import FactError
from balance_rules.programme import ProgrammeRecord, check, differences, hevy_templates, make_plan, making, replay
from balance_rules.programme.building import FLOORS
from balance_rules.programme.problem import IntegerProblem
from balance_rules.programme.solving import solve
from balance_rules.programme.writing import sets_words
from programme.people import planned, stories

pytestmark = pytest.mark.usefixtures("solved_once")

EXAMPLE = Path(__file__).parents[2] / "examples" / "desk_lifter"
KB = br.load()
ROBIN_FACTS = {"screening": "none", "conditions": "none", "pain": "none"}
# Somebody whose week is solved at once, for what is not about the solver.
LIFTER = {
    **ROBIN_FACTS,
    "date": "2026-02-15",
    "age": 30,
    "acute_strain": "none",
    "surgery": "none",
    "radiating_leg_pain": "none",
    "training_experience": "intermediate",
    "equipment": ["barbell", "squat_rack", "bench", "machine"],
    "hamstring_torque_60": {"left": "80 N·m", "right": "82 N·m"},
    "quadriceps_torque_60": {"left": "220 N·m", "right": "220 N·m"},
}
FEW = settings(max_examples=effort(2, 10), deadline=None, suppress_health_check=[HealthCheck.too_slow])

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


@FEW
@given(person=people, week=weeks, sessions=st.integers(1, 4))
def test_nothing_refused_or_withheld_is_in_a_week(person, week, sessions):
    """What the assessment refuses or withholds is no new exercise of any session and no habit."""
    assessment = KB.assess(person, engine="compiled")
    programme = KB.programme(assessment, week, sessions=sessions, minutes=60)
    truths = assessment.record.truths
    stopped = {name for name in KB.knowledge.exercises if truths[name] <= 0}
    added = {i.exercise for s in programme.sessions for i in s.items if i.exercise not in week or not week[i.exercise]}
    assert not stopped & (added | {habit.exercise for habit in programme.habits})
    refused = {a.id for a in assessment.prescriptions if a.state != "given"}
    assert not refused & {name for session in programme.sessions for item in session.items for name in item.serves}
    assert not refused & {habit.prescription for habit in programme.habits}
    assert not refused & {later.prescription for later in programme.later}


@settings(FEW, max_examples=effort(1, 10))  # each week is solved twice
@given(person=people, week=weeks, sessions=st.integers(1, 4), minutes=st.integers(15, 60))
def test_the_same_input_has_the_same_week(person, week, sessions, minutes):
    told = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "solve", solve)  # each of them is solved
        for engine in ("compiled", "experta"):
            assessment = KB.assess(person, engine=engine)
            told.add(KB.programme(assessment, dict(week), sessions=sessions, minutes=minutes).to_json())
    assert len(told) == 1


@FEW
@given(person=people, week=weeks, sessions=st.integers(1, 3), minutes=st.integers(10, 40), more=st.integers(1, 40))
def test_more_minutes_never_cover_less_of_the_priorities(person, week, sessions, minutes, more):
    assessment = KB.assess(person, engine="compiled")
    ids = {FLOORS, *(priority.id for priority in assessment.priorities)}

    def covered(length: int) -> tuple[list[int], list[int]]:
        programme = KB.programme(assessment, week, sessions=sessions, minutes=length)
        told = [o for o in programme.objectives if o.name in ids]
        return [o.value for o in told], [o.bound for o in told]

    (short, _), (long, bound) = covered(minutes), covered(minutes + more)
    assert short <= bound, "a stage that is not proved says what it may still reach"
    assert short <= long or long != bound


def test_a_stop_empties_the_week():
    stopped = KB.assess({"screening": {"saddle_numbness": True}, "hamstring_torque_60": {"left": "80 N·m"}})
    week = {"back_squat": 6}
    programme = KB.programme(stopped, week, sessions=3)
    assert programme.sessions == ()
    assert [(dropped.exercise, dropped.sets) for dropped in programme.dropped] == [("back_squat", 6)]
    assert programme.habits == programme.later == programme.retests == ()
    (line,) = programme.notes
    assert line.startswith("No week is planned: signs of pressure on the nerves")
    (safety,) = programme.safety
    assert safety.startswith("Emergency, now: Signs of pressure on the nerves")
    assert "Go to an emergency department now" in safety
    assert all(told in " ".join(programme.to_text().split()) for told in (line, safety))
    assert safety in programme.to_html()
    assert json.loads(programme.to_json())["safety"] == [safety]
    assert line in programme.why_not("back_squat")


def test_no_week_begins_from_a_log_that_is_too_old(log):
    profile = {"screening": "none", "conditions": "none", "acute_strain": "none", "training_experience": "beginner"}
    now, later = ({**profile, "date": day} for day in ("2026-03-02", "2028-03-02"))
    weeks = [KB.programme(KB.assess(person), log, sessions=2).to_json() for person in (now, later)]
    assert weeks[0] != weeks[1]
    assert weeks[1] == KB.programme(KB.assess(later), sessions=2).to_json()


def test_what_nobody_has_ruled_out_is_asked_before_a_week_is_planned():
    programme = KB.programme(KB.assess({"pain": {"low_back": 4}}), {"back_squat": 6}, sessions=2)
    assert programme.sessions == ()
    assert programme.notes[0].startswith("No week is planned before it is known that training is safe. Answer first: ")


def test_a_week_that_cannot_keep_its_quadriceps_names_the_limits(robin, log):
    programme = KB.programme(robin, log, sessions=1, minutes=12)
    assert programme.unmet == ("quadriceps",)
    assert programme.conflict == ("12 minutes a session, in 1 session",)
    assert check(programme, robin, log) == ()


def test_a_short_week_keeps_what_is_useful_and_goes_to_the_priorities(robin, log):
    programme = KB.programme(robin, log, sessions=2, minutes=30)
    assert programme.unmet == ()
    sets = {muscle.muscle: muscle for muscle in programme.muscles}
    assert sets["quadriceps"].after == 4 < sets["quadriceps"].before
    assert sets["hamstrings"].after > sets["hamstrings"].before, "they are weak, and come first"
    assert ("quadriceps", 4, 12.5) in [(fallen.muscle, fallen.sets, fallen.least) for fallen in programme.falls]
    assert check(programme, robin, log) == ()
    whole = KB.programme(robin, log, sessions=2, minutes=90)
    (quadriceps,) = [muscle for muscle in whole.muscles if muscle.muscle == "quadriceps"]
    assert quadriceps.after >= min(quadriceps.before, quadriceps.most)


def test_the_check_finds_what_is_broken(robin, log):
    programme = KB.programme(robin, log, sessions=2, minutes=45)
    session = programme.sessions[0]
    item = replace(session.items[0], sets=9)
    broken = replace(programme, sessions=(replace(session, minutes=99, items=(item, *session.items[1:])),))
    faults = check(broken, robin, log)
    assert any("9 sets" in fault for fault in faults)
    assert any("99 minutes" in fault for fault in faults)


def test_an_exercise_says_why_it_stands_there_and_why_not(robin, log):
    programme = KB.programme(robin, log, sessions=2, minutes=45)
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


def test_more_minutes_and_more_kit_say_what_they_add(robin, log):
    programme = KB.programme(robin, log, sessions=2, minutes=45)
    more = programme.with_more(minutes=45)
    assert more.programme == KB.programme(robin, log, days=programme.days, minutes=90)
    assert any(" sets a week" in change for change in more.changes)
    bands = programme.with_more(kit="band").programme
    assert check(bands, robin.with_facts({"equipment[band]": True}), log) == ()
    with pytest.raises(FactError, match="piece of equipment"):
        programme.with_more(kit="barbel")


def test_hevy_is_given_routines_with_known_templates_alone(tmp_path, robin, log):
    programme = KB.programme(robin, log, sessions=2, minutes=45)
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


def test_nothing_in_a_written_week_acts(robin, log):
    programme = replace(KB.programme(robin, log, sessions=2, minutes=45), person="<script>\x1b[2J")
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
        [*arguments, "--minutes=45", *options, "--why-not=kettlebell_swing", "--more-minutes=45"], standalone_mode=False
    )
    told = capsys.readouterr()
    assert told.out.startswith("Two-hand kettlebell swing")
    assert "45 more minutes a session: " in told.out
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
def test_limits_that_make_no_sense_are_refused(options, robin, log):
    with pytest.raises(FactError):
        make_plan(robin, log, **{"sessions": 2, **options} if "days" not in options else options)


def test_json_csv_and_text_tell_the_same_week(robin, log):
    programme = KB.programme(robin, log, sessions=2, minutes=45)
    told = json.loads(programme.to_json())
    rows = list(csv.DictReader(io.StringIO(programme.to_csv())))
    items = [item for session in programme.sessions for item in session.items]
    assert told["format"] == "balance_rules.programme/1"
    assert [i["exercise"] for s in told["sessions"] for i in s["items"]] == [item.exercise for item in items]
    assert [(row["exercise"], int(row["sets"])) for row in rows] == [(item.exercise, item.sets) for item in items]
    assert all(item.name in programme.to_text() for item in items)


def test_the_json_has_the_published_schema_and_every_item_its_reason(robin, log):
    from balance_rules.report.formats import schema

    programme = KB.programme(robin, log, sessions=2, minutes=45)
    validator(schema("programme-1")).validate(json.loads(programme.to_json()))
    assert all(programme.why(item.exercise) for session in programme.sessions for item in session.items)
    items = [item for session in programme.sessions for item in session.items]
    assert all(item.reason and item.progression and item.muscles for item in items)
    with pytest.raises(FactError, match="no_such_exercise"):
        programme.why("no_such_exercise")


# ---------------------------------------------------------------- the solver against brute force

terms = st.lists(st.tuples(st.integers(0, 3), st.integers(-3, 4)), min_size=1, max_size=5)


@settings(max_examples=effort(15, 60), deadline=None)
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


def test_what_is_drilled_before_every_session_is_not_left_for_later(robin, log):
    programme = KB.programme(robin, log, sessions=2, minutes=45)
    assert "Hip-hinge drill with dowel" in programme.sessions[0].warm_up
    assert "drill_the_hip_hinge" not in {later.prescription for later in programme.later}


def test_of_two_limits_of_pain_the_stricter_counts_for_an_exercise():
    _, programme = planned(KB, stories()["sprinter_of_sixteen"])
    limits = [rule for rule in programme.stop_rules if "Pain above" in rule]
    assert [rule.split("Pain above ")[1][0] for rule in limits] == ["3", "5"]
    first, second = (set(rule.split(": ")[0].split(", ")) for rule in limits)
    assert first
    assert second
    assert not first & second


# ---------------------------------------------------------------- a stored week, days and weights of a log


def test_a_stored_week_is_checked_compared_and_written_again(robin, log):
    programme = KB.programme(robin, log, sessions=2, minutes=45)
    stored = ProgrammeRecord.from_json(programme.to_json())
    assert stored == programme.record
    assert (stored.to_text(), stored.to_csv()) == (programme.to_text(), programme.to_csv())
    assert check(stored, robin, log) == replay(stored, robin, log) == ()
    session = stored.sessions[0]
    other = replace(stored, sessions=(replace(session, items=session.items[1:]), *stored.sessions[1:]))
    assert any(f"{session.day}: {session.items[0].exercise}" in told for told in differences(other, programme.record))
    hurt = robin.with_facts({"screening[saddle_numbness]": True})
    assert any("not cleared" in fault for fault in check(stored, hurt, log))
    assert any("no sets" in told or "no today" in told for told in replay(stored, hurt, log))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": 1}', "format: found"),
        ("[", "programme: found"),
        ("romanian_deadlift", "Write 'dumbbell_romanian_deadlift'"),
        ("Monday", "'Mxnday'"),
        ('"muscle": "hamstrings"', "'hamstrxngs'"),
    ],
)
def test_what_is_no_stored_week_is_one_clear_error(text, told, robin, log):
    if not text.startswith(('{"a"', "[")):
        whole = KB.programme(robin, log, sessions=2, minutes=45).to_json()
        wrong = {"romanian_deadlift": "romanian_deadlft", "Monday": "Mxnday"}
        text = whole.replace(text, wrong.get(text, '"muscle": "hamstrxngs"'))
    with pytest.raises(FactError, match=told) as error:
        check(ProgrammeRecord.from_json(text), robin, log)
    assert len(error.value.problems) == 1


def test_the_command_folds_its_lines_to_the_width_asked_for(tmp_path, capsys):
    from balance_rules.cli import app

    path = tmp_path / "profile.yaml"
    path.write_text("screening: [saddle_numbness]\n")
    printed = []
    for options in (["--sessions=2"], ["--sessions=2", "--width=50"]):
        assert app(["programme", str(path), *options], standalone_mode=False) == 3
        printed.append(capsys.readouterr().out)
    wide, narrow = printed
    assert max(map(len, wide.splitlines())) > 50 >= max(map(len, narrow.splitlines()))
    assert narrow.split() == wide.split()


def test_the_command_checks_a_stored_week(tmp_path, capsys, robin, log):
    import typer

    from balance_rules.cli import app

    path = tmp_path / "week.json"
    programme = KB.programme(robin, log, sessions=2, minutes=45)
    path.write_text(programme.to_json())
    arguments = ["programme", str(EXAMPLE / "profile.yaml"), f"--log={EXAMPLE / 'hevy.csv'}", f"--check={path}"]
    app(arguments, standalone_mode=False)
    assert capsys.readouterr().out.splitlines() == [
        "It keeps every limit of today.",
        "Planned today it is the same.",
    ]
    session = programme.sessions[0]
    heavy = replace(session, items=(replace(session.items[0], sets=9), *session.items[1:]))
    path.write_text(replace(programme, sessions=(heavy, *programme.sessions[1:])).to_json())
    assert app([*arguments, "--json"], standalone_mode=False) == 4
    told = json.loads(capsys.readouterr().out)
    assert any("9 sets" in fault for fault in told["broken"])
    assert told["differs"]
    with pytest.raises(typer.BadParameter):
        app([*arguments, "--minutes=60"], standalone_mode=False)


def written(tmp_path, *rows):
    """Return a log of sessions: day, exercise, weight, repetitions."""
    lines = ["start_time,exercise_title,set_index,set_type,weight_kg,reps"]
    lines += [f'"{day} 2026, 18:00","{title}",{i},normal,{kg},{reps}' for i, (day, title, kg, reps) in enumerate(rows)]
    path = tmp_path / "hevy.csv"
    path.write_text("\n".join(["title," + lines[0], *(f"Gym,{line}" for line in lines[1:])]) + "\n")
    return KB.read_log(path)


def test_sessions_fall_on_the_days_that_the_log_shows(tmp_path):
    days = ("3 Feb", "5 Feb", "10 Feb", "12 Feb", "17 Feb", "19 Feb", "21 Feb")  # Tuesdays, Thursdays, one Saturday
    log = written(tmp_path, *((day, "Squat (Barbell)", 80, 8) for day in days))
    person = KB.assess({"screening": "none"})
    assert make_plan(person, log, sessions=2).days == (1, 3)
    assert make_plan(person, log, sessions=3).days == (1, 3, 5)  # a day of one week in three is the person's own
    assert make_plan(person, log, sessions=4).days == KB.knowledge.programming.usual_days[3]
    assert make_plan(person, log, days=("mon", "fri")).days == (0, 4)
    assert make_plan(person, {"back_squat": 3}, sessions=2).days == KB.knowledge.programming.usual_days[1]


def test_an_item_begins_with_the_weight_of_the_last_session(tmp_path):
    log = written(
        tmp_path,
        *(("3 Feb", "Squat (Barbell)", 120, 8), ("10 Feb", "Squat (Barbell)", 100, 2)),
        *(("10 Feb", "Squat (Barbell)", 90, 8), ("10 Feb", "Squat (Barbell)", 80, 12)),
        *(("10 Feb", "Bench Press (Barbell)", 110, 2), ("10 Feb", "Bench Press (Barbell)", 105, 3)),
    )
    programme = KB.programme(KB.assess(LIFTER, log=log), log, sessions=2, minutes=60)
    items = {item.exercise: item for session in programme.sessions for item in session.items}
    squat, bench = items["back_squat"], items["bench_press"]
    assert (squat.start_kg, squat.start_reason) == (90.0, "90 kg × 8 on 2026-02-10")
    assert bench.start_kg is None
    assert bench.start_reason == "lighter than 105 kg × 3 on 2026-02-10, for at least 5 repetitions"
    assert "from 90 kg" in programme.to_text()
    bodies = programme.to_hevy(dict.fromkeys(items, "T"))["bodies"]
    sent = [one["weight_kg"] for body in bodies for e in body["routine"]["exercises"] for one in e["sets"]]
    assert {90.0, None} == set(sent)
    added = [item for item in items.values() if item.change == "added"]
    assert added
    assert all(item.start_kg is None for item in added)


def test_a_weight_that_nobody_lifts_is_a_slip_and_starts_nothing(tmp_path):
    log = written(tmp_path, *([("10 Feb", "Squat (Barbell)", 10_250, 8)] * 3))
    programme = KB.programme(KB.assess(LIFTER, log=log), log, sessions=2, minutes=60)
    assert len(log.sets) == 3
    starts = {item.exercise: item.start_kg for session in programme.sessions for item in session.items}
    assert starts["back_squat"] is None
    assert set(starts.values()) == {None}
    assert "10250" not in programme.to_text()


def test_the_routines_for_hevy_say_what_our_own_reader_reads(tmp_path, robin, log):
    """A routine that was done as written is a workout: each set comes back as one of its exercise, with its weight."""
    programme = KB.programme(robin, log, sessions=2, minutes=45)
    placed = [item for session in programme.sessions for item in session.items]
    titles = {f"T-{item.exercise}": item.name for item in placed}
    bodies = programme.to_hevy({item.exercise: f"T-{item.exercise}" for item in placed})["bodies"]
    workouts = []
    for i, body in enumerate(bodies, 1):
        exercises = [
            {
                **e,
                "index": n,
                "title": titles[e["exercise_template_id"]],
                "sets": [done(j, s) for j, s in enumerate(e["sets"])],
            }
            for n, e in enumerate(body["routine"]["exercises"])
        ]
        start, end = f"2026-03-{i:02}T18:00:00+00:00", f"2026-03-{i:02}T19:00:00+00:00"
        workouts.append(
            {"title": body["routine"]["title"], "start_time": start, "end_time": end, "exercises": exercises}
        )
    path = tmp_path / "workouts.json"
    path.write_text(json.dumps({"page": 1, "page_count": 1, "workouts": workouts}))
    log = KB.read_log(path, titles={item.name: item.exercise for item in placed})
    assert log.unmapped == log.skipped == ()
    read = [(s.exercise, None if s.weight_kg is None else float(s.weight_kg)) for s in log.sets]
    assert sorted(read, key=str) == sorted(((i.exercise, i.start_kg) for i in placed for _ in range(i.sets)), key=str)


def done(index, planned):
    """Return a set of a routine as it stands in a workout when it was done."""
    reps = planned["rep_range"]["end"] if planned["rep_range"] else None
    return {"index": index, "rpe": None, **planned, "reps": reps}


def test_the_gardeners_week_tells_holds_alone_and_each_daily_move_once_by_his_own_dose():
    assessment, programme = planned(KB, stories()["gardener_with_a_new_hip"])
    told = dict(sets_words(programme.record))
    assert told["deep calf"] == "not known → 2 of holds (4)"
    assert told["side glutes"] == "not known → 4 + 4 of holds (4)"
    moves = [habit for habit in programme.habits if habit.exercise]
    assert len({habit.exercise for habit in moves}) == len(moves) > 0
    knowledge = assessment.knowledge
    for habit in moves:
        dose = knowledge.exercises[habit.exercise].dose
        assert habit.dose == dose_text(knowledge, dose, programme.task.judged)


def test_two_remedies_with_one_daily_move_tell_it_once():
    sore = {"pain": {"left_knee": 3, "right_foot_ankle": 2, "others": "none"}, "screening": "none"}
    more = {"pain_weeks": {"left_knee": 8, "right_foot_ankle": 3}, "conditions": "none", "surgery": "none"}
    walks = [h for h in KB.programme(KB.assess({**sore, **more, "age": 30}), sessions=2).habits if "Walk" in h.name]
    assert len(walks) == 1


def test_what_is_trained_after_the_day_is_not_the_week_of_that_day(log):
    day = KB.assess({**ROBIN_FACTS, "date": "2026-01-15"})
    early = replace(
        log,
        sessions=tuple(s for s in log.sessions if s.start.date() <= day.sheet.date),
        sets=tuple(s for s in log.sets if s.start.date() <= day.sheet.date),
    )
    assert len(early.sets) < len(log.sets)
    programme = KB.programme(day, log, sessions=2)
    assert programme.record == KB.programme(day, early, sessions=2).record
    assert replay(ProgrammeRecord.from_json(programme.to_json()), day, log) == ()
