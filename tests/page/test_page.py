"""The one page: short for anybody, whole in what it must say, in the order in which a coach reads it."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import jsonschema
import pytest
from effort import effort

import balance_rules as br
from balance_rules.errors import BalanceRulesError
from balance_rules.report import Summary, handle, markdown, summary
from balance_rules.report.as_text import NOT_A_DIAGNOSIS
from balance_rules.report.concerns import unlocked
from balance_rules.report.condensing import LARGEST, as_json
from balance_rules.report.formats import schema
from page.people import NEW, PEOPLE, SNAPSHOTS, everybody, printed

pytestmark = pytest.mark.usefixtures("solved_once")

EXAMPLE = Path(__file__).parents[2] / "examples" / "desk_lifter"
PROFILES = everybody()
GRADE = re.compile(r"\b(?:evidence|grade) [ABCD]\b")


@pytest.fixture(scope="module")
def robin(kb: br.KnowledgeBase) -> br.Assessment:
    return kb.assess(EXAMPLE / "profile.yaml", log=EXAMPLE / "hevy.csv")


@pytest.fixture(scope="module")
def assessed(kb: br.KnowledgeBase) -> dict[str, br.Assessment]:
    """Everybody of the scenarios (at each change some, and one to be seen), and the people of the snapshots."""
    names = {*PEOPLE, "red_flag_painful_hernia", *list(PROFILES)[:: effort(24, 1)]}
    return {name: kb.assess(profile, engine="compiled") for name, profile in PROFILES.items() if name in names}


@pytest.fixture(scope="module")
def shorts(assessed: dict[str, br.Assessment]) -> dict[tuple[str, str], Summary]:
    """The summaries of everybody, for both readers; at each change for a client those of every third."""
    return {
        (name, reader): person.summary(reader=reader)
        for number, (name, person) in enumerate(assessed.items())
        for reader in ("coach", "client")
        if reader == "coach" or number % effort(3, 1) == 0
    }


@pytest.fixture(scope="module")
def pages(assessed: dict[str, br.Assessment]) -> dict[str, Summary]:
    """What stands on the page of everybody where it has all the room it wants."""
    return {name: summary(person, largest=None) for name, person in assessed.items()}


# ---------------------------------------------------------------- how long it is


def test_the_example_is_one_page_of_at_most_seventy_lines(kb: br.KnowledgeBase, robin: br.Assessment) -> None:
    pytest.importorskip("ortools", reason="the extra 'programme' is not installed")
    week = kb.programme(robin, kb.read_log(EXAMPLE / "hevy.csv"))
    text = printed(summary(robin, week, largest=None))
    assert week.sessions
    assert len(text.splitlines()) <= 70
    assert max(map(len, text.splitlines())) <= 80


def test_data_and_markdown_have_at_most_eight_kilobytes_for_anybody(shorts: dict[tuple[str, str], Summary]) -> None:
    assert len(shorts) > effort(25, 200)
    for who, short in shorts.items():
        assert len(as_json(short).encode()) <= LARGEST, who
        assert len(markdown(short).encode()) <= LARGEST, who


def test_who_hurts_everywhere_and_has_a_long_name_has_a_short_page(kb: br.KnowledgeBase) -> None:
    sites = dict.fromkeys((site for site, _ in kb.knowledge.attributes["pain"].instances), 7)
    goals = [goal for goal, _ in kb.knowledge.attributes["goal"].instances]
    person = kb.assess({"person": "Ä" * 100_000, "pain": sites, "goal": goals})
    assert len(as_json(person.summary()).encode()) <= LARGEST
    assert len(person.to_markdown().encode()) <= LARGEST
    assert "more" in " ".join(person.summary().left_out)


# ---------------------------------------------------------------- what it says


def test_every_painful_site_and_goal_has_a_line(assessed: dict[str, br.Assessment], pages: dict[str, Summary]) -> None:
    for name, person in assessed.items():
        short = pages[name]
        facts = person.sheet.values
        wanted = [fact for fact, value in facts.items() if value and fact.startswith(("pain[", "goal["))]
        told = len(short.concerns) + sum(int(text.split()[0]) for text in short.left_out if "concern" in text)
        assert told == len(wanted), name
        assert all(concern.answer.strip(". ") for concern in short.concerns), name


def test_the_safety_line_is_of_the_referrals(assessed: dict[str, br.Assessment], pages: dict[str, Summary]) -> None:
    for name, person in assessed.items():
        safety = pages[name].safety
        raised = [referral for referral in person.referrals if referral.state == "refer"]
        assert (safety.state in ("stop", "see")) == bool(raised), name
        assert (safety.state == "clear") <= person.no_red_flag, name
        if raised:
            assert raised[0].action.split(".")[0] in safety.text, name
        if any(restriction.state == "active" for restriction in person.restrictions):
            assert safety.state != "clear", name


GYMNAST = {
    "age": 15,
    "sport": "gymnastics",
    "pain": {"left_knee": 5, "right_foot_ankle": 2, "others": "none"},
    "pain_weeks": {"left_knee": 8, "right_foot_ankle": 3, "others": "none"},
    "pain_worse_next_morning": "none",
    "screening": {"pain_getting_worse": True, "others": "none"},
    "conditions": "none",
    "surgery": "none",
    "equipment": "none",
    "training_experience": "intermediate",
    "sessions_available": 3,
}


def test_nobody_is_given_a_week_before_a_doctor_has_looked(kb: br.KnowledgeBase) -> None:
    from balance_rules.cli.assess import week_of

    numb = kb.assess(PROFILES["red_flag_cauda_equina_signs"])
    assert str(week_of(kb, numb, None)).startswith("No week is planned: signs of pressure on the nerves")


def test_a_flag_that_stops_the_hardest_efforts_alone_leaves_a_week(kb: br.KnowledgeBase) -> None:
    from balance_rules.cli.assess import week_of

    gymnast = kb.assess(GYMNAST)
    assert [(r.state, r.urgency) for r in gymnast.referrals if r.state == "refer"] == [("refer", "routine")]
    week = week_of(kb, gymnast, None)
    assert not isinstance(week, str)
    assert week.sessions == kb.programme(gymnast).sessions != ()


def test_beside_an_emergency_nothing_is_advised(kb: br.KnowledgeBase) -> None:
    short = summary(kb.assess(PROFILES["red_flag_cauda_equina_signs"]), largest=None)
    assert short.safety.state == "stop"
    assert (short.points, short.ask, short.retest, short.heard) == ((), (), (), ())
    assert {concern.answer for concern in short.concerns} == {"a doctor first."}


def test_stop_is_said_where_everything_is_stopped_or_somebody_is_to_be_seen_today(
    assessed: dict[str, br.Assessment],
) -> None:
    states = set()
    for name, person in assessed.items():
        raised = [referral for referral in person.referrals if referral.state == "refer"]
        today = any(r.urgency in ("emergency", "same_day") for r in raised)
        everything = any(r.everything for r in person.restrictions if r.state == "active")
        if raised:
            states.add(person.summary().safety.state)
            assert person.summary().safety.state == ("stop" if today or everything else "see"), name
    assert states == {"stop", "see"}


def test_who_should_be_seen_within_a_week_reads_what_waits_until_then(kb: br.KnowledgeBase) -> None:
    sore = {"screening": "none", "conditions": "none", "surgery": "none", "pain": {"low_back": 8, "others": "none"}}
    person = kb.assess({**sore, "pain_weeks": {"low_back": 3, "others": "none"}, "age": 35})
    safety = person.summary().safety
    stopping = [r for r in person.restrictions if r.state == "active" and r.until_seen]
    assert safety.state == "see"
    assert len(safety.waits) == len(stopping) > 0
    line = " ".join(printed(person.summary()).split())
    assert "SEE A DOCTOR: Within days: Severe pain of neck or back." in line
    assert "Waits until somebody has looked: moderate or heavy load on the spine; " in line
    assert "Waits until somebody has looked:** moderate or heavy load" in person.to_markdown()
    assert "(severe pain" not in line, "why it waits is said before"


def test_a_point_says_its_number_against_its_cut_and_how_good_the_evidence_is(robin: br.Assessment) -> None:
    points = robin.summary().points
    assert 1 <= len(points) <= 5
    hamstrings = next(point for point in points if "Hamstrings" in point.title)
    assert any(re.search(r"marks are low on the left; their lines: .*ratio 0\.47", text) for text in hamstrings.because)
    assert hamstrings.evidence.startswith("limited (comparisons); against it good (reviews)")
    assert hamstrings.do


def test_a_retest_has_a_day_the_value_of_today_and_where_it_should_be(robin: br.Assessment) -> None:
    rows = robin.summary().retest
    assert rows
    bridge = next(row for row in rows if row.measure == "Single-leg hamstring bridge, left")
    assert (bridge.today, bridge.target) == ("14 reps", "≥ 20 reps")
    assert all(row.date and row.date > robin.sheet.date for row in rows if robin.sheet.date)
    assert [row.weeks for row in rows] == sorted(row.weeks for row in rows)


def test_a_gate_of_a_rule_is_no_aim(kb: br.KnowledgeBase) -> None:
    """A rule reads how long a log is; nobody is asked to have a shorter one."""
    rows = kb.assess(PROFILES["student_who_only_wants_muscle"]).summary().retest
    assert not [row for row in rows if "log" in row.measure.lower() or row.target.startswith("<")]


def test_the_page_is_no_diagnosis_and_names_its_knowledge(kb: br.KnowledgeBase, robin: br.Assessment) -> None:
    text = " ".join(printed(robin.summary()).split())
    assert NOT_A_DIAGNOSIS in text
    assert kb.hash[:12] in robin.to_markdown()
    assert "--full" in text


def test_the_client_reads_no_grade_no_certainty_and_no_number_of_a_test(
    shorts: dict[tuple[str, str], Summary],
) -> None:
    for (name, reader), short in shorts.items():
        if reader == "coach":
            continue
        text = printed(short)
        assert not GRADE.search(text), name
        assert not re.search(r"certainty [01]\.", text), name
        assert all(not point.because for point in short.points), name
        assert all(not row.today and not row.target for row in short.retest), name
        assert " of 10" not in " ".join(concern.about for concern in short.concerns), name


def test_a_client_is_not_told_how_a_profile_is_written(kb: br.KnowledgeBase) -> None:
    from balance_rules.cli.assess import week_of

    unknown = kb.assess({"pain": {"low_back": 2}})
    coach, client = (
        unknown.to_markdown(week_of(kb, unknown, None, reader), reader).replace("\\", "")
        for reader in ("coach", "client")
    )
    assert "one list answers them all" in coach
    assert "sessions_available" in coach
    assert not re.search(r"one list|'none'|in the profile|[a-z]_[a-z]", client.replace("balance_rules", ""))


def test_a_measured_value_is_on_the_page_of_the_coach_and_not_of_the_client(robin: br.Assessment) -> None:
    assert "14 reps" in robin.to_markdown()
    assert "14 reps" not in robin.to_markdown(reader="client")


# ---------------------------------------------------------------- its forms


def test_the_data_fit_their_schema(robin: br.Assessment) -> None:
    validator = jsonschema.Draft202012Validator(schema("summary-1"))
    for reader in ("coach", "client"):
        validator.validate(json.loads(as_json(robin.summary(reader=reader))))


def test_a_question_in_markdown_does_not_run_into_what_it_is_for(robin: br.Assessment) -> None:
    asked = robin.to_markdown().partition("## Ask next")[2]
    assert re.search(r"`[a-z_\[\]]+` For: ", asked)
    assert "`For" not in asked


def test_a_list_that_answers_dozens_is_said_in_words_to_be_for_safety(kb: br.KnowledgeBase) -> None:
    asked = kb.assess({"age": 40, "sex": "male"}).to_markdown().partition("## Ask next")[2]
    assert asked.count("For: whether training is safe.") == 3
    assert " more" not in asked


def test_where_no_referral_is_open_dozens_are_counted_and_a_few_are_named(kb: br.KnowledgeBase) -> None:
    known = {"screening": "none", "conditions": "none", "surgery": "none", "pain": "none", "acute_strain": "none"}
    judged = kb.assess(known)._judged
    told = unlocked(judged, list(judged.knowledge.attributes))
    assert "whether training is safe" not in told.values()
    counts = [int(text.split()[0]) for text in told.values() if re.fullmatch(r"\d+ answers", text)]
    assert counts
    assert min(counts) > 24
    more = [int(found[1]) for text in told.values() if (found := re.search(r" and (\d+) more$", text))]
    assert more
    assert max(more) < 24


def test_words_of_a_profile_are_words_in_markdown(kb: br.KnowledgeBase) -> None:
    hostile = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) `a` # **b**\n## c"
    text = kb.assess({"person": hostile}).to_markdown()
    first, *rest = text.splitlines()
    assert "\\<img" in first
    assert "\\[x\\]" in first
    assert not [line for line in rest if line.startswith("## c")]


def test_a_notebook_shows_the_page_in_a_frame_that_can_do_nothing(kb: br.KnowledgeBase) -> None:
    html = kb.assess({"person": '"><script>alert(1)</script>'})._repr_html_()
    assert html.startswith("<iframe ")
    assert " sandbox " in html
    assert "<script" not in html
    assert html.count("<") == 2  # the frame opens and closes; all else is in its attribute


@pytest.mark.parametrize("name", PEOPLE)
def test_the_page_of_a_person_is_as_it_was_read(shorts: dict[tuple[str, str], Summary], name: str) -> None:
    """`python tests/page/people.py` writes them anew; read the difference as a coach would."""
    assert printed(shorts[name, "coach"]) == (SNAPSHOTS / f"{name}.txt").read_text(encoding="utf-8")


def test_five_people_were_written_for_the_page() -> None:
    assert len(NEW) == 5
    assert len(PEOPLE) == 17
    assert {path.stem for path in SNAPSHOTS.glob("*.txt")} == set(PEOPLE)


# ---------------------------------------------------------------- handles


def test_every_number_of_a_page_stands_for_one_thing(
    assessed: dict[str, br.Assessment], pages: dict[str, Summary]
) -> None:
    for name in ("desk_worker_with_back_pain", "nothing_known", *list(NEW)[:: effort(5, 1)]):
        person, short = assessed[name], pages[name]
        numbered = [entry.number for entry in (*short.points, *short.then, *short.ask, *short.heard)]
        assert numbered == list(range(1, len(numbered) + 1)), name
        for number in numbered:
            found = handle(person, str(number))
            for id_ in found.ids:
                explained = person.why_asked(id_) if found.kind == "fact" else person.how(id_)
                assert explained.to_text("coach"), (name, number)


def test_wherever_somebody_hurts_every_number_of_the_page_can_be_explained(kb: br.KnowledgeBase) -> None:
    hurts = [
        {"screening": "none", "pain": {s: 4, "others": "none"}} for s, _ in kb.knowledge.attributes["pain"].instances
    ]
    for person in [kb.assess(said, engine="compiled") for said in (*hurts[:: effort(8, 1)], {"falls_last_year": 3})]:
        short = summary(person, largest=None)
        for entry in (*short.points, *short.then):
            ids = handle(person, str(entry.number)).ids
            assert ids, (person, entry)
            assert person.how(ids[0]).to_text("coach"), (person, entry)


def test_the_numbers_do_not_change_where_there_is_less_room(
    pages: dict[str, Summary], shorts: dict[tuple[str, str], Summary]
) -> None:
    for name, whole in pages.items():
        short = shorts[name, "coach"]
        for part in ("points", "ask", "heard"):
            numbered = {entry.number: entry for entry in getattr(whole, part)}
            assert all(entry.number in numbered for entry in getattr(short, part)), name
        asked = {entry.number: entry.fact for entry in whole.ask}
        assert all(asked[entry.number] == entry.fact for entry in short.ask), name
        heard = {entry.number: entry.id for entry in whole.heard}
        assert all(heard[entry.number] == entry.id for entry in short.heard), name


def test_a_title_is_as_good_as_an_id(robin: br.Assessment) -> None:
    for title in ("Weak hamstrings, left", "weak hamstrings  LEFT", "hamstring_weakness[left]"):
        assert handle(robin, title).ids == ("hamstring_weakness[left]",)
    assert handle(robin, "Break up sitting").ids == ("break_up_sitting",)
    assert handle(robin, "Face pull").ids == ("face_pull",)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("weak calf", "'Weak calf, left' or 'Weak calf, right'"),
        ("wek hamstrings, left", "'Weak hamstrings, left'"),
        ("hamstring_weaknes", "'hamstring_weakness"),
    ],
)
def test_what_stands_for_nothing_is_refused_with_what_is_like_it(robin: br.Assessment, name: str, meant: str) -> None:
    with pytest.raises(BalanceRulesError, match=f"Did you mean .*{meant}"):
        handle(robin, name)


@pytest.mark.parametrize("name", ["0", "999", "²", "", "x" * 100_000, "9" * 90])
def test_a_strange_name_is_one_short_error(robin: br.Assessment, name: str) -> None:
    with pytest.raises(BalanceRulesError) as error:
        handle(robin, name)
    assert len(error.value.problems) == 1
    assert len(str(error.value)) < 600


def test_a_summary_is_plain_data_of_its_own(robin: br.Assessment) -> None:
    short = robin.summary()
    assert dataclasses.asdict(short)["format"] == "balance_rules.summary/1"
    assert short == robin.summary()
    assert hash(short) == hash(robin.summary())


def test_a_number_before_now_and_its_aim_is_a_row_of_an_axis() -> None:
    """The bar that pages of a next visit draw."""
    from balance_rules.report.html.pages import _environment

    drawn = "{% import 'macros.html.j2' as put with context %}{{ put.moved('Bridge', 35, now, 50, '14 → 18, aim 20') }}"
    template = _environment().from_string(drawn)
    row = template.render(now=45, levels={})
    assert '<span class="move" style="left: 35%; width: 10%">' in row
    assert '<span class="aim" style="left: 50%">' in row
    assert "14 → 18, aim 20" in row
    unknown = template.render(now=None, levels={})
    assert "move" not in unknown
    assert "after" not in unknown


@pytest.mark.parametrize(
    ("cleared", "state", "said"),
    [
        ("yes", "careful", "Seen by a doctor, who allowed training: "),
        ("with_limits", "careful", "No heavy, maximal, straining or fast exercise. Within these limits "),
        ("no", "stop", "Seen by a doctor, who has not allowed training: "),
    ],
)
def test_a_flag_that_a_doctor_has_seen_is_told_as_such(
    kb: br.KnowledgeBase, cleared: str, state: str, said: str
) -> None:
    """Everything was asked, so nobody is told that the screening is not complete."""
    seen = {"chest_pain": {"date": "2026-11-10", "cleared": cleared}}
    person = {
        "date": "2026-11-24",
        "age": 47,
        "screening": ["chest_pain"],
        "seen": seen,
        "pain": "none",
        "conditions": "none",
    }
    safety = kb.assess(person).summary().safety
    assert (safety.state, safety.text.startswith(said)) == (state, True), safety
    assert "training is allowed" not in safety.text.partition(".")[0]
    unasked = kb.assess({**person, "screening": {"chest_pain": True}}).summary().safety
    assert unasked.state == "open", "what was not asked is no leave"
