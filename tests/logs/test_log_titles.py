"""Which exercise a title means, and that nothing is matched because it only looks alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_catalogue import EXERCISES, NOT_COUNTED, csv_text, exercise, row

import balance_rules
from balance_rules.errors import FactError, KnowledgeError
from balance_rules.knowledge import load_knowledge
from balance_rules.model import TitleWords
from balance_rules.person.logs.sides import without_side
from balance_rules.person.logs.titles import NOT_COUNTED as SET_APART
from balance_rules.person.logs.titles import Catalogue, catalogue, plain, read_titles

KNOWN = catalogue(EXERCISES, NOT_COUNTED)


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("Squat (Barbell)", "back_squat"),
        ("squat, BARBELL", "back_squat"),
        ("Barbell back squat", "back_squat"),
        ("back_squat", "back_squat"),
        ("Squat (Smith Machine)", "back_squat"),
        ("Bulgarian Split Squat (Each Side)", "split_squat"),
        ("Bulgarian Split Squat - per leg", "split_squat"),
        ("Bulgarian Split Squat, left leg", "split_squat"),
        ("Ｓｑｕａｔ （Ｂａｒｂｅｌｌ）", "back_squat"),
        ("Farmer’s carry", "farmers_carry"),
        ("Elliptical Trainer", "not_counted"),
        ("Squat", None),
        ("Squat (Barbell) paused", None),
        ("Leg curl", "leg_curl"),
        ("💪", None),
        ("", None),
    ],
)
def test_titles(title: str, meaning: str | None) -> None:
    assert (KNOWN.meaning(title) or None) == meaning


def test_words_about_the_side_are_no_part_of_a_name() -> None:
    assert plain(without_side("Overhead Press (Each Side, Dumbbells)")) == "overhead press dumbbells"
    assert without_side("side plank") == "side plank"
    assert without_side("upright row") == "upright row"


def test_a_contested_name_means_nothing_and_a_better_claim_wins() -> None:
    a = exercise("a", "Row A", "compound", "horizontal_pull", [], [], ["Row"], ["Pulley row"])
    b = exercise("b", "Row B", "compound", "horizontal_pull", [], [], ["Row", "Pulley row"])
    known = catalogue({"a": a, "b": b}, ["Row A"])
    assert not known.meaning("Row")
    assert known.meaning("Pulley row") == "b"
    assert known.meaning("Row A") == "a"
    assert known.nearest("Row") == ("a", "b")


def test_a_persons_own_mapping_comes_first() -> None:
    known = catalogue(
        EXERCISES, NOT_COUNTED, {"SQUAT (Barbell)": "leg_curl", "Kniebeuge": "back_squat", "Plank": "not_counted"}
    )
    assert known.meaning("Squat (Barbell)") == "leg_curl"
    assert known.meaning("kniebeuge") == "back_squat"
    assert known.meaning("Plank") == "not_counted"


def test_an_unknown_id_in_the_mapping_names_the_nearest() -> None:
    with pytest.raises(FactError) as caught:
        catalogue(EXERCISES, NOT_COUNTED, {"Kniebeuge": "back_sqaut", "Laufen": "xyz", "Ok": "plank"})
    near, far = caught.value.problems
    assert near.place == "titles['Kniebeuge']"
    assert "'back_squat'" in near.fix
    assert "'not_counted'" in far.fix


def test_one_title_with_two_meanings_is_refused() -> None:
    with pytest.raises(FactError, match="for the same title"):
        catalogue(EXERCISES, NOT_COUNTED, {"Kniebeuge": "back_squat", "kniebeuge!": "leg_curl"})


def test_suggestions_are_few_and_never_needed() -> None:
    assert KNOWN.nearest("Lying Leg Curls")[0] == "leg_curl"
    assert len(KNOWN.nearest("squat barbell back split")) <= 3
    assert KNOWN.nearest("x" * 100_000) == ()


WORDS = (
    TitleWords(
        "english",
        "en",
        words=(("dumbbell", ("db",)), ("pullup", ("pull up",)), ("single", ("one", "single leg"))),
        ignored=("the", "with"),
        roles=(("equipment", ("barbell", "dumbbell", "machine")), ("detail", ("paused", "single", "heavy"))),
        muscles=(("leg", ("hamstrings", "quadriceps")),),
    ),
    TitleWords("german", "de", words=(("squat", ("kniebeuge",)), ("barbell", ("langhantel",)))),
)


def read_with_words(own: dict[str, str] | None = None) -> Catalogue:
    return catalogue(EXERCISES, NOT_COUNTED, own, words=WORDS)


@pytest.mark.parametrize(
    ("title", "exercise", "sure", "reason"),
    [
        ("Squat (Barbell)", "back_squat", True, "a known name"),
        ("barbell SQUATS", "back_squat", True, "the words of"),
        ("Paused squat (barbell)", "back_squat", True, "makes no other exercise"),
        ("Squat (Dumbbell)", "back_squat", False, "without dumbbell"),
        ("Langhantelkniebeuge", "back_squat", True, "translated (de)"),
        ("Kniebeuge, Langhantel", "back_squat", True, "translated (de)"),
        ("Barbell Sqaut", "back_squat", False, "'sqaut' read as 'squat'"),
        ("Squat (Barbell) - Anna", "back_squat", False, "the remark beside it"),
        ("Anna squat barbell", None, False, "nobody knows 'anna'"),
        ("Plank, pull up", None, False, "no known name"),
    ],
)
def test_a_match_says_why_and_whether_it_is_a_guess(title: str, exercise: str | None, sure: bool, reason: str) -> None:
    match = read_with_words().match(title)
    assert (match.exercise, match.sure) == (exercise, sure)
    assert match.guessed == (exercise is not None and not sure)
    assert reason in match.reason


def test_a_guess_never_takes_an_exercise_of_other_muscles() -> None:
    glutes = exercise("glutes", "Cable kickback", "isolation", "hip_extension", ["gluteus_maximus"])
    arms = exercise("arms", "Dumbbell kickback", "isolation", "elbow_extension", ["triceps_brachii"])
    words = (replace(WORDS[0], roles=(("equipment", ("cable", "dumbbell", "machine")),)),)
    known = catalogue({e.id: e for e in (glutes, arms)}, (), words=words)
    match = known.match("Kickback (Machine)")
    assert match.exercise is None
    assert match.ambiguous
    assert set(match.candidates) == {"glutes", "arms"}


def test_two_languages_that_disagree_are_asked() -> None:
    words = (
        TitleWords("a", "xa", words=(("squat barbell", ("hop",)),)),
        TitleWords("b", "xb", words=(("plank", ("hop",)),)),
    )
    match = catalogue(EXERCISES, NOT_COUNTED, words=words).match("hop")
    assert match.exercise is None
    assert set(match.candidates) == {"back_squat", "plank"}


def test_ignore_and_not_counted_say_the_same() -> None:
    known = read_with_words({"Plank": "ignore", "Squat (Barbell)": "not_counted"})
    assert known.meaning("plank") == known.meaning("squat, barbell") == SET_APART


def test_a_titles_file_corrects(tmp_path: Path) -> None:
    path = tmp_path / "titles.yaml"
    path.write_text("Squat (Barbell): leg_curl\nLaufband: ignore\nKniebeuge: back_squat\n", encoding="utf-8")
    own = read_titles(path, EXERCISES)
    known = read_with_words(own)
    assert known.meaning("squat barbell") == "leg_curl"
    assert known.meaning("LAUFBAND") == SET_APART
    assert known.match("Kniebeuge").reason == "your own list of titles says so"


@pytest.mark.parametrize(
    ("text", "place", "found", "fix"),
    [
        ("Kniebeuge: back_sqaut\n", "titles.yaml:1:12", "back_sqaut", "back_squat"),
        ("Kniebeuge: [back_squat]\n", "titles.yaml:1:12", "a list", "id of an exercise"),
        ("- back_squat\n", "titles.yaml:1:1", "a list", "a line for each title"),
        ("Kniebeuge: back_squat\nKniebeuge: plank\n", "titles.yaml:2:1", "second time", "Keep one"),
        ("Laufband: zzz\n", "titles.yaml:1:11", "zzz", "'ignore'"),
    ],
)
def test_a_wrong_titles_file_is_one_clear_error(tmp_path: Path, text: str, place: str, found: str, fix: str) -> None:
    path = tmp_path / "titles.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FactError) as caught:
        read_titles(path, EXERCISES)
    problem = caught.value.problems[0]
    assert problem.place.endswith(place)
    assert found in problem.found
    assert fix in problem.fix


def test_a_titles_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FactError, match=r"nowhere\.yaml"):
        read_titles(tmp_path / "nowhere.yaml", EXERCISES)


def test_an_empty_titles_file_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "titles.yaml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert read_titles(path, EXERCISES) == {}


def test_a_folder_of_ones_own_adds_words_to_a_language(tmp_path: Path, small_folder: Path) -> None:
    words = {"theirs": "romanian deadlift: [terra romena]", "mine": "nordic curl: [monstro]"}
    for name, line in words.items():
        (tmp_path / name / "title_words").mkdir(parents=True)
        text = f"id: {name}\nlanguage: pt\nwords:\n  {line}\n"
        (tmp_path / name / "title_words" / f"{name}.yaml").write_text(text, encoding="utf-8")
    of = load_knowledge([small_folder, *(tmp_path / name for name in words)], bundled=False)
    known = catalogue(of.exercises, of.not_counted, words=of.title_words)
    assert known.meaning("Monstro") == "nordic_hamstring_curl"
    assert known.meaning("Terra romena") == "romanian_deadlift"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("language: pt\nmuscles:\n  braço: [biceps]\n", "'biceps'"),
        ("language: portuguese\n", "portuguese"),
        ("language: pt\nroles:\n  kit: [barra]\n", "kit"),
    ],
)
def test_a_wrong_table_of_words_is_refused(tmp_path: Path, small_folder: Path, text: str, found: str) -> None:
    (tmp_path / "title_words").mkdir()
    (tmp_path / "title_words" / "my_gym.yaml").write_text(f"id: my_gym\n{text}", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge([small_folder, tmp_path], bundled=False)
    assert found in str(caught.value)
    assert "title_words/my_gym.yaml:" in str(caught.value)


def test_hostile_titles_cost_little_and_are_answered() -> None:
    known = read_with_words()
    for title in ("a" * 100_000, "squat " * 20_000, "（" * 50_000, "バ" * 10_000, "\x00", "ßßß" * 999):
        assert known.match(title).exercise in {None, "back_squat"}


def test_a_profile_corrects(tmp_path: Path) -> None:
    kb = balance_rules.load()
    log = tmp_path / "workouts.csv"
    rows = [row(exercise_title=title) for title in ("Ski Trainer 3000", "Kreuzheben", *["Squat (Barbell)"] * 4)]
    log.write_text(csv_text(rows), encoding="utf-8")
    day = {"date": "2026-01-05"}
    ignored = {"Ski Trainer 3000": "ignore"}
    assert kb.read_facts(day, log).values["log_unmapped_share"] > 0
    before = kb.read_facts({**day, "exercise_titles": ignored}, log).values
    after = kb.read_facts({**day, "exercise_titles": {**ignored, "Squat (Barbell)": "leg_press"}}, log).values
    assert before["log_unmapped_share"] == after["log_unmapped_share"] == 0
    assert before["weekly_sets[quadriceps]"] == after["weekly_sets[quadriceps]"]
    assert before["weekly_sets[gluteus_maximus]"] > after["weekly_sets[gluteus_maximus]"]


@pytest.mark.parametrize(
    ("titles", "fix"), [({"Kniebeuge": "back_sqaut"}, "back_squat"), (["back_squat"], "exercise_titles")]
)
def test_a_wrong_correction_in_a_profile_is_one_clear_error(
    kb: balance_rules.KnowledgeBase, tmp_path: Path, titles: object, fix: str
) -> None:
    log = tmp_path / "workouts.csv"
    log.write_text(csv_text([row()]), encoding="utf-8")
    with pytest.raises(FactError) as caught:
        kb.read_facts({"exercise_titles": titles}, log)
    assert fix in str(caught.value)
