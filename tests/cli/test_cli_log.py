"""`balance-rules log`: what was read, what was not, and the options that the messages name."""

from __future__ import annotations

import datetime
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from command_line import LOG, PROFILE, Run
from json_schemas import validator

from balance_rules import KnowledgeBase
from balance_rules.report.formats import schema

HEADER = "title,start_time,exercise_title,set_type,weight,reps\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    rows = ["A,3/4/2026,Kniebeuge XY,normal,100,5", "A,3/4/2026,Snatch,normal,100,5", "A,3/4/2026,,normal,100,5"]
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_the_example_is_shown(run: Run) -> None:
    result = run("log", LOG, "--width", 100)
    assert result.exit_code == 0
    assert "319 working sets of known exercises in 21 sessions, 2026-01-19 to 2026-02-28; 33 warm-ups." in result.output
    assert "Sets a week over 5.86 weeks" in result.output
    assert "Ski Trainer 3000 (4)" in result.output
    assert "Treadmill (3)" in result.output


def test_guesses_are_told_with_their_score_and_reason(run: Run, kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(HEADER + "A,2026-03-02,Barbel Squatt,normal,100,5\n", encoding="utf-8")
    match = kb.titles().match("Barbel Squatt")
    assert match.guessed
    (guess,) = json.loads(run("log", path, "--json").stdout)["guessed"]
    assert (guess["score"], guess["reason"], guess["exercise"]) == (match.score, match.reason, match.exercise)
    output = " ".join(run("log", path, "--width", 60).output.split())
    assert f"Barbel Squatt (1): {match.exercise}, score {match.score} of 100, {match.reason}" in output


def test_weeks_in_a_break_are_no_zeros(run: Run, tmp_path: Path) -> None:
    path, picture = tmp_path / "log.csv", tmp_path / "sets.svg"
    days = ("2026-01-05", "2026-01-12", "2026-03-02", "2026-03-16")
    path.write_text(HEADER + "".join(f"A,{day},Back squat,normal,100,5\n" for day in days), encoding="utf-8")
    found = json.loads(run("log", path, "--json", "--svg", picture).stdout)
    quads = next(muscle for muscle in found["muscles"] if muscle["muscle"] == "quadriceps")
    assert quads["weeks"] == [1, 1, None, None, None, None, None, None, 1, 0, 1]
    drawn = picture.read_text(encoding="utf-8")
    assert drawn.count("–</text>") == 6 * len(found["muscles"])
    assert "Weeks from 2026-01-05 to 2026-03-16" in drawn
    assert run("log", path, "--width", 100).output.count("–") == 5 * len(found["muscles"])  # of the last eight weeks


def test_the_picture_says_that_it_shows_the_last_weeks_only(run: Run, tmp_path: Path) -> None:
    path, picture = tmp_path / "log.csv", tmp_path / "sets.svg"
    days = [str(datetime.date(2026, 1, 5) + datetime.timedelta(weeks=week)) for week in range(30)]
    path.write_text(HEADER + "".join(f"A,{day},Back squat,normal,100,5\n" for day in days), encoding="utf-8")
    run("log", path, "--svg", picture)
    drawn = picture.read_text(encoding="utf-8")
    assert "The last 26 of 30 weeks from 2026-02-02 to 2026-07-27; mean over the 29.14 weeks" in drawn


def test_what_was_not_read_is_told_with_its_reason(run: Run, log: Path) -> None:
    output = run("log", log).output
    assert "2 ambiguous date (work may be lost), first in line 2" in output
    assert "1 missing exercise (work may be lost), first in line 4" in output
    assert "--day-first or --month-first" in output


def test_the_options_that_the_messages_name(run: Run, log: Path, tmp_path: Path) -> None:
    titles = tmp_path / "titles.yaml"
    titles.write_text("Kniebeuge XY: back_squat\n", encoding="utf-8")
    result = run("log", log, "--month-first", "--titles", titles, "--unit", "lb", "--json")
    found = json.loads(result.stdout)
    assert found["working_sets"] == 1
    assert found["sessions"][0] == {"start": "2026-03-04", "title": "A", "sets": 1}
    assert [(n["title"], n["work"]) for n in found["not_counted"]] == [("Snatch", True)]
    assert json.loads(run("log", log, "--day-first", "--json").stdout)["sessions"][0]["start"] == "2026-04-03"


def test_the_json_is_of_its_schema(run: Run, log: Path) -> None:
    for path in (LOG, log):
        found = json.loads(run("log", path, "--json").stdout)
        validator(schema("training_log-1")).validate(found)
        assert found["format"] == "balance_rules.training_log/1"
        kept = found["working_sets"] + found["warmups"] + len(found["skipped"])
        kept += sum(title["sets"] for title in (*found["unmapped"], *found["not_counted"]))
        assert kept == found["rows"]
        assert all(len(muscle["weeks"]) == len(found["weeks"]) for muscle in found["muscles"])


def test_weeks_and_the_last_day_can_be_chosen(run: Run) -> None:
    found = json.loads(run("log", LOG, "--until", "2026-02-15", "--weeks", 2, "--json").stdout)
    assert found["weeks"] == ["2026-02-02", "2026-02-09"]
    assert found["weeks_covered"] == 2
    assert run("log", LOG, "--until", "yesterday").exit_code == 2


def test_the_picture_has_a_field_for_each_muscle_and_week(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "sets.svg"
    result = run("log", LOG, "--svg", picture, "--json")
    found = json.loads(result.stdout)
    root = ET.fromstring(picture.read_text(encoding="utf-8"))
    texts = ["".join(node.itertext()) for node in root.iter() if node.tag.endswith("text")]
    assert {muscle["name"] for muscle in found["muscles"]} <= {*texts}
    fields = [node for node in root.iter() if node.tag.endswith("rect") and node.get("rx")]
    assert len(fields) == len(found["muscles"]) * len(found["weeks"])
    assert not any("http" in (node.get("href") or "") for node in root.iter())


def test_an_empty_log_has_a_picture_too(run: Run, tmp_path: Path) -> None:
    path, picture = tmp_path / "log.csv", tmp_path / "sets.svg"
    path.write_text(HEADER, encoding="utf-8")
    assert run("log", path, "--svg", picture).exit_code == 0
    assert "No set of a known exercise." in picture.read_text(encoding="utf-8")


def test_a_mapping_is_drafted_and_used(run: Run, tmp_path: Path) -> None:
    path, mapping = tmp_path / "sets.csv", tmp_path / "mapping.yaml"
    path.write_text("Datum;Übung;Wdh\n2026-03-02;Back squat;5\n", encoding="utf-8")
    refused = run("log", path)
    assert refused.exit_code == 4
    assert "--draft-mapping" in refused.stderr
    mapping.write_text(run("log", path, "--draft-mapping").stdout, encoding="utf-8")
    found = json.loads(run("log", path, "--mapping", mapping, "--json").stdout)
    assert (found["files"][0]["layout"], found["working_sets"]) == ("mapped", 1)


def test_an_assessment_takes_several_logs_and_counts_a_session_once(run: Run) -> None:
    once = run("assess", PROFILE, "--log", LOG, "--json")
    twice = run("assess", PROFILE, "--log", LOG, "--log", LOG, "--json")
    assert once.exit_code == twice.exit_code == 0
    first, second = json.loads(once.stdout), json.loads(twice.stdout)
    assert first["findings"] == second["findings"]
    assert any("rows of sessions that were exported twice" in note for note in second["notes"])


def test_an_assessment_takes_the_options_of_logs(run: Run, log: Path, tmp_path: Path) -> None:
    titles = tmp_path / "titles.yaml"
    titles.write_text("Kniebeuge XY: ignore\nSnatch: ignore\n", encoding="utf-8")
    options = ("--month-first", "--titles", titles, "--unit", "kg", "--sided")
    profile = tmp_path / "profile.yaml"
    profile.write_text("date: 2026-03-05\n", encoding="utf-8")
    result = run("assess", profile, "--log", log, "--full", *options)
    assert "The log ended 1 day ago, on 2026-03-04." in " ".join(result.output.split())


@pytest.mark.parametrize("command", ["assess", "explain", "trace", "session"])
def test_every_command_that_reads_a_person_takes_the_same_files_and_options(
    run: Run, kb: KnowledgeBase, log: Path, tmp_path: Path, command: str
) -> None:
    titles, profile, tests = tmp_path / "titles.yaml", tmp_path / "profile.yaml", tmp_path / "nordbord.csv"
    titles.write_text("Snatch: back_squat\n", encoding="utf-8")
    profile.write_text("date: 2026-03-05\nexercise_titles: {Kniebeuge XY: back_squat}\n", encoding="utf-8")
    tests.write_text(
        "Name,Date UTC,Device,Test,L Max Force (N),R Max Force (N)\nSam,2026-03-01,NordBord,Nordic,310,290\n",
        encoding="utf-8",
    )
    options = ("--log", log, "--log", LOG, "--month-first", "--titles", titles, "--unit", "kg", "--tests", tests)
    question = {"explain": ["--what-if", "sedentary_hours=9"]}.get(command, [])
    result = run(command, profile, *question, *options, stdin="facts\nreport\n" if command == "session" else None)
    assert result.exit_code in (0, 3), result.output
    if command == "session":
        both = {"Snatch": "back_squat", "Kniebeuge XY": "back_squat"}  # one from the file, one from the profile
        read = kb.read_log([log, LOG], titles=both, weight_unit="kg", day_first=False)
        facts = kb.read_facts({"date": "2026-03-05"}, read).values
        assert len(facts) > 20
        for fact in ("log_unmapped_share", "weekly_sets[quadriceps]"):
            assert f"Observed {fact} = {kb.knowledge.facts[fact].show(facts[fact])}\n" in result.output
        assert "nordic_force[left] = 310 N" in result.output


def test_what_an_assessment_holds_already_is_not_read_again(run: Run, log: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.json"
    made.write_text(run("assess", PROFILE, "--json").stdout, encoding="utf-8")
    for option in ("--log", "--tests"):
        refused = run("trace", made, option, log)
        assert refused.exit_code == 2
        assert "in it already" in refused.stderr
