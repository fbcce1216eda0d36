"""A week does no harm: it says who is to be seen, keeps what is trained useful, and makes no imbalance of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from effort import effort
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import balance_rules as br
from balance_rules.errors import FactError, KnowledgeError
from balance_rules.knowledge import bundled_folder, loading
from balance_rules.person.logs import TrainingLog, set_credits
from balance_rules.programme import ProgrammeRecord, check
from balance_rules.programme.safety import safety
from balance_rules.report import summary

pytestmark = pytest.mark.usefixtures("solved_once")

KB = br.load()
NOTHING = ("screening", "conditions", "surgery", "acute_strain", "radiating_leg_pain")
WELL = {**dict.fromkeys(NOTHING, "none"), "pain": "none", "age": 30, "sex": "male", "sport": "none"}
WELL |= {"training_experience": "intermediate", "hamstring_strain_history": {"left": "never", "right": "never"}}
GYM = ["barbell", "dumbbell", "bench", "squat_rack", "cable", "machine"]
LIFTS = {"back_squat": 4, "deadlift": 3, "romanian_deadlift": 3, "lying_leg_curl": 3, "leg_extension": 3}
LIFTS |= {"bench_press": 4, "overhead_press": 3, "barbell_row": 4, "lat_pulldown": 4, "face_pull": 3, "plank": 3}


@pytest.fixture(scope="module")
def robins_week(robin: br.Assessment, log: TrainingLog, solved_once: None) -> ProgrammeRecord:
    return KB.programme(robin, log)


@pytest.fixture(scope="module")
def sore() -> br.Assessment:
    return KB.assess({**WELL, "pain": {"low_back": 8, "others": "none"}, "equipment": GYM}, engine="compiled")


def weekly(sets_of: dict[str, int]) -> dict[str, float]:
    """Return the weekly sets of every muscle in a week, told as a log of it would tell them: holds counted."""
    found = {muscle.id: 0.0 for muscle in KB.knowledge.muscles.values() if muscle.parent is None}
    for name, sets in sets_of.items():
        for muscle, credit in set_credits(KB.knowledge.exercises[name], KB.knowledge).items():
            found[muscle] += float(credit) * sets
    return found


def placed(week: ProgrammeRecord) -> dict[str, int]:
    return {item.exercise: item.week for session in week.sessions for item in session.items}


def judged_as_training(person: dict, sets_of: dict[str, int]) -> dict[str, str]:
    """Return the levels of the findings on weekly sets, with a week as what is trained."""
    told = {"weekly_sets": weekly(sets_of), "weeks_logged": 6, "log_unmapped_share": "0 %"}
    findings = KB.assess({**person, **told}, engine="compiled").findings
    return {finding.id: finding.level for finding in findings if finding.level}


# ---------------------------------------------------------------- who is to be seen


def test_a_week_beside_a_referral_begins_with_it_in_every_form(sore):
    week = KB.programme(sore, LIFTS, sessions=3)
    (line,) = week.safety
    assert week.sessions
    assert line.startswith("Within days: Severe pain of neck or back. Have it looked at within three days.")
    assert "Until then: no moderate or heavy load on the spine" in line
    assert " ".join(week.to_text().split()).split(" A Monday")[0].endswith(line)
    assert week.to_html().index(line) < week.to_html().index("Monday")
    assert ProgrammeRecord.from_json(week.to_json()).safety == week.safety
    assert line not in str(summary(sore, week).week)  # the page has its own


@pytest.mark.parametrize("flag", ["saddle_numbness", "clot_risk", "leg_swelling", "chest_pain_at_rest"])
def test_what_to_do_about_a_referral_stands_whole_in_a_week(flag):
    """The last sentence may be the one that says when to call an ambulance."""
    assessment = KB.assess({"screening": {flag: True}}, engine="compiled")
    raised = [referral for referral in assessment.referrals if referral.state == "refer"]
    assert raised
    told = list(safety(assessment))
    assert all(f"{referral.title}. {referral.action}" in line for referral, line in zip(raised, told, strict=True))
    assert any(referral.action.count(". ") for referral in raised)


def test_where_nobody_is_to_be_seen_nothing_is_said(robins_week):
    assert robins_week.safety == ()


@pytest.mark.parametrize(("pain", "grows"), [(8, True), (5, False), (3, False)])
def test_a_limit_of_pain_that_is_passed_at_rest_is_pain_that_grows(pain, grows):
    weak = {"hamstring_torque_60": {"left": "80 N·m", "right": "120 N·m"}, "equipment": GYM}
    sore = KB.assess({**WELL, **weak, "pain": {"low_back": pain, "others": "none"}}, engine="compiled")
    rules = KB.programme(sore, LIFTS, sessions=3).stop_rules
    limits = [rule for rule in rules if "Pain above 5 of 10" in rule]
    assert limits
    assert all(("pain that grows in the set" in rule) == grows for rule in limits)
    assert all((f"low back {pain} now" in rule) == grows for rule in limits)


# ---------------------------------------------------------------- what is trained stays trained


def test_no_muscle_that_is_judged_falls_below_what_is_least_effective(robins_week):
    least = KB.knowledge.progression.least_effective_weekly_sets
    for muscle in robins_week.muscles:
        if muscle.least:
            assert muscle.after + muscle.holds >= min(muscle.before, least)
    assert {m.muscle: m.after for m in robins_week.muscles}["biceps_brachii"] >= least
    assert robins_week.falls == ()
    assert not {
        name
        for name in judged_as_training(WELL, placed(robins_week))
        if name.startswith("low_training_volume")
        and (now := {m.muscle: m.before for m in robins_week.muscles}.get(name[20:-1]))
        and now >= least
    }


def test_what_an_unknown_keeps_out_is_told_with_the_question(sore):
    person = KB.assess({**WELL, "equipment": GYM}, engine="compiled")
    week = KB.programme(person, LIFTS, sessions=3)
    question = KB.knowledge.attributes["hinge_pattern"].question
    asked = {dropped.exercise: dropped.ask for dropped in week.dropped}
    assert asked["romanian_deadlift"] == question
    assert all(not dropped.ask for dropped in KB.programme(sore, LIFTS, sessions=3).dropped)
    (told,) = [line for line in summary(person, week).week.left_out if line.endswith("?")]
    assert "Romanian deadlift, until it is known: " in told
    assert question in " ".join(week.to_text().split())


def test_where_nothing_is_cleared_the_week_says_what_falls(sore):
    week = KB.programme(sore, LIFTS, sessions=3)
    (back,) = [fallen for fallen in week.falls if fallen.muscle == "erector_spinae"]
    assert (back.sets, back.reason) == (0, "Nothing else for it is cleared")
    assert back.name in week.to_text().split("Fewer sets than the least")[1]


# ---------------------------------------------------------------- no imbalance of its own

people = st.fixed_dictionaries(
    {
        "equipment": st.sampled_from([GYM, ["dumbbell", "bench"], ["band"], "none"]),
        "pain": st.sampled_from(["none", {"low_back": 6, "others": "none"}, {"right_shoulder": 6, "others": "none"}]),
        "goal": st.sampled_from([["muscle_gain"], ["strength"], ["posture"]]),
    },
    optional={
        "hinge_pattern": st.sampled_from(["hips_back", "back_rounds"]),
        "hamstring_torque_60": st.just({"left": "80 N·m", "right": "120 N·m"}),
    },
)
OWN = [*LIFTS, "leg_press", "pull_up", "dumbbell_curl", "push_up", "hip_thrust"]
weeks = st.dictionaries(st.sampled_from(OWN), st.integers(1, 8), min_size=1)
BIASES = {"training_bias_quadriceps", "training_bias_push"}


@settings(max_examples=effort(2, 60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told=people, week=weeks, sessions=st.integers(1, 4), minutes=st.sampled_from((20, 40, 60)))
def test_a_week_judged_as_training_has_no_imbalance_that_was_not_there(told, week, sessions, minutes):
    person = {**WELL, **told}
    assessment = KB.assess(person, engine="compiled")
    planned = KB.programme(assessment, week, sessions=sessions, minutes=minutes)
    assert check(planned, assessment, week) == ()
    new = judged_as_training(person, placed(planned)).keys() & BIASES - judged_as_training(person, week).keys()
    assert not new or planned.skewed


# ---------------------------------------------------------------- steps, holds and parts


@pytest.mark.parametrize("sets", [0, 1, 2, 3])
def test_a_muscle_with_little_can_get_a_lift(sets):
    person = {**WELL, "equipment": GYM, "goal": ["muscle_gain"], "weeks_logged": 6, "log_unmapped_share": "0 %"}
    few = {"triceps_brachii": sets, "biceps_brachii": 12, "pectoralis_major": 10, "latissimus_dorsi": 12}
    week = KB.programme(KB.assess({**person, "weekly_sets": few}, engine="compiled"), sessions=3)
    (triceps,) = [muscle for muscle in week.muscles if muscle.muscle == "triceps_brachii"]
    assert (triceps.before, triceps.after - sets) == (sets, triceps.most - sets)
    assert triceps.after - sets >= KB.knowledge.programming.fewest_sets


def test_holds_are_told_beside_lifts_in_the_same_way_everywhere(robins_week):
    muscles = {muscle.muscle: muscle for muscle in robins_week.muscles}
    abs_ = muscles["rectus_abdominis"]
    assert (abs_.before, abs_.holds_before) == (1, 2)
    assert all(muscle.after <= muscle.most for muscle in muscles.values())
    told = f"{abs_.before:g} + {abs_.holds_before:g} of holds → {abs_.after:g} + {abs_.holds:g} of holds"
    assert f"abs {told} ({abs_.most:g})" in " ".join(robins_week.to_text().split())
    assert f"The abs go from {told.replace(' → ', ' to ')} sets a week" in robins_week.why("plank")
    lifts = weekly({n: s for n, s in placed(robins_week).items() if KB.knowledge.exercises[n].category != "isometric"})
    assert {name: muscle.after for name, muscle in muscles.items()} == {name: lifts[name] for name in muscles}


def test_more_of_what_is_done_says_what_for(robins_week):
    assert robins_week.why("crunch").startswith(
        "Crunch: more sets for the abs and obliques (Muscles trained little); done"
    )


def test_the_page_tells_what_falls_and_what_is_left_out(robins_week, robin):
    short = summary(robin, robins_week).week
    assert [line.split()[0] for line in short.sets] == ["up", "down"]
    assert any("biceps 11 → " in line for line in short.sets)
    assert "Hammer curl" in short.left_out[0]


def test_an_exercise_that_is_done_and_prescribed_stays(robins_week):
    prescribed = {aim: names for t in robins_week.task.plan.themes if t.first for aim, names in _aims(t)}
    assert "lying_leg_curl" in prescribed["strengthen_hamstrings_by_knee"]
    assert "lying_leg_curl" in placed(robins_week)


def _aims(theme):
    return [(aim.id, aim.exercises) for aim in theme.aims]


def test_who_fell_practises_balance_and_rises_from_a_chair():
    old = {**WELL, "age": 82, "sex": "female", "training_experience": "beginner", "equipment": ["dumbbell", "band"]}
    old |= {"falls_last_year": 1, "chair_stands_in_30_seconds": 7}
    week = KB.programme(KB.assess(old, engine="compiled"), sessions=2)
    for session in week.sessions:
        assert [item.exercise for item in session.items] == ["sit_to_stand", "tandem_stance"]


@pytest.mark.parametrize("name", ["Lying (prone) leg curl", "Lying leg curl", "lying leg curl (machine)"])
def test_an_exercise_is_asked_for_by_a_title_too(name, robins_week):
    assert robins_week.why(name) == robins_week.why("lying_leg_curl")


def test_a_title_that_nobody_knows_is_refused(robins_week):
    with pytest.raises(FactError, match="no such lift"):
        robins_week.why_not("no such lift")


def test_what_a_prescription_lists_beyond_its_best_is_told_so(robins_week):
    told = robins_week.why_not("standing_leg_curl")
    assert "it is cleared; 'Strengthen the hamstrings with leg curls' lists it after " in told


BESIDE = ("referral", "restriction", "prescription", "contradiction", "invariant", "claim", "theme")


def test_a_rule_that_draws_no_line_between_sets_is_refused_where_it_is_named(tmp_path, monkeypatch):
    """What has nothing to do with it is not built beside it."""
    entries = loading.load_entries

    def fewer(folders):
        found = entries(folders)
        return replace(found, by_kind={kind: {} if kind in BESIDE else of for kind, of in found.by_kind.items()})

    monkeypatch.setattr(loading, "load_entries", fewer)
    text = (Path(str(bundled_folder())) / "programming.yaml").read_text(encoding="utf-8")
    named = "[hamstring_sets_half_of_quadriceps, pull_sets_below_push]"
    assert named in text
    (tmp_path / "programming.yaml").write_text(text.replace(named, "[weekly_sets_jump, no_rule, pull_sets_below_push]"))
    with pytest.raises(KnowledgeError) as error:
        br.load(tmp_path)
    assert [problem.found for problem in error.value.problems] == ["'weekly_sets_jump'", "'no_rule'"]
