"""Each device's export: which attribute takes which value, of which side, day and person, and what none takes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheet_files import FEWER, FORCEDECKS, FORCEFRAME, NORDBORD, biodex, nordic, table

import balance_rules as br
from balance_rules.person.sheets import Sheet

Read = Callable[..., Sheet]
Shown = Callable[..., dict[str, str]]
SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "synthetic"
KNEE = {"joint": "knee", "contraction": "concentric"}


def reasons(sheet: Sheet) -> dict[str, int]:
    return {skipped.reason: skipped.rows for skipped in sheet.skipped}


def unread(sheet: Sheet) -> list[tuple[str, str]]:
    return [(words, reason) for reason, words, _ in sheet.unread]


# ---------------------------------------------------------------- NordBord


def test_the_best_of_a_day_s_nordic_tests_goes_to_its_side(read: Read, shown: Shown, tmp_path: Path) -> None:
    path = table(tmp_path / "n.csv", NORDBORD, [nordic(402, 341), nordic(388, 350), nordic("", 349)])
    assert shown(read(path)) == {"nordic_force[left]": "402 N", "nordic_force[right]": "350 N"}


def test_the_latest_day_counts_and_never_one_after_the_day_asked_for(read: Read, shown: Shown, tmp_path: Path) -> None:
    rows = [nordic(300, 300, day="2025-11-20"), nordic(280, 290, day="2026-02-06"), nordic(500, 500, day="2026-08-01")]
    sheet = read(table(tmp_path / "n.csv", NORDBORD, rows))
    until = datetime.date(2026, 3, 1)
    assert shown(sheet, until)["nordic_force[left]"] == "280 N"
    assert shown(sheet, datetime.date(2025, 1, 1)) == {}
    assert any("later than 2025-01-01" in note for note in sheet.facts(datetime.date(2025, 1, 1))[1])


def test_another_test_of_the_same_board_is_told_and_not_read(read: Read, shown: Shown, tmp_path: Path) -> None:
    sheet = read(table(tmp_path / "n.csv", NORDBORD, [nordic(402, 341), nordic(300, 300, Test="ISO 60")]))
    assert shown(sheet)["nordic_force[left]"] == "402 N"
    assert unread(sheet) == [("iso 60, max force (NordBord)", "no attribute takes it")]


def test_a_zero_is_a_leg_that_was_not_tested(read: Read, shown: Shown, tmp_path: Path) -> None:
    sheet = read(table(tmp_path / "n.csv", NORDBORD, [nordic(402, 0), nordic(0, 0)]))
    assert shown(sheet) == {"nordic_force[left]": "402 N"}
    assert reasons(sheet) == {"0 is no measurement": 1}


def test_of_several_people_one_must_be_chosen(read: Read, shown: Shown, tmp_path: Path) -> None:
    rows = [nordic(402, 341, name="Sam Example"), nordic(250, 260, name="Kim Other"), nordic(1, 1, name="")]
    path = table(tmp_path / "n.csv", NORDBORD, rows)
    with pytest.raises(br.FactError, match=r"'Sam Example', 'Kim Other'.*--person"):
        read(path)
    sheet = read(path, person="  kim OTHER ")
    assert (sheet.person, shown(sheet)["nordic_force[left]"]) == ("Kim Other", "250 N")
    assert reasons(sheet) == {"another person": 1, "no name": 1}
    with pytest.raises(br.FactError, match="Choose 'Kim Other'"):
        read(path, person="Kim Othr")


def test_two_people_of_one_name_are_not_mixed(read: Read, tmp_path: Path) -> None:
    rows = [nordic(402, 341, ExternalId="7"), nordic(250, 260, ExternalId="8")]
    with pytest.raises(br.FactError, match="two people called 'Sam Example'"):
        read(table(tmp_path / "n.csv", NORDBORD, rows))


def test_dates_of_open_order_are_asked_for_only_when_the_order_matters(
    read: Read, shown: Shown, tmp_path: Path
) -> None:
    one = read(table(tmp_path / "n.csv", NORDBORD, [nordic(402, 341, day="06/02/2026")]))
    assert shown(one)["nordic_force[left]"] == "402 N"
    two = table(tmp_path / "n.csv", NORDBORD, [nordic(402, 341, day="06/02/2026"), nordic(9, 9, day="05/03/2026")])
    with pytest.raises(br.FactError, match="--day-first"):
        read(two)
    assert shown(read(two, day_first=True))["nordic_force[left]"] == "9 N"
    assert shown(read(two, day_first=False))["nordic_force[left]"] == "402 N"


def test_the_dates_of_other_people_show_how_a_file_writes_them(read: Read, tmp_path: Path) -> None:
    own, other = nordic(402, 341, day="06/02/2026"), nordic(9, 9, name="Kim Other", day="13/02/2026")
    sheet = read(table(tmp_path / "n.csv", NORDBORD, [own, other]), person="Sam Example")
    assert {*sheet.days.values()} >= {datetime.date(2026, 2, 6)}
    alone = read(table(tmp_path / "n.csv", NORDBORD, [own]))
    assert any("'06/02/2026'. Which number is the month? Say --day-first" in note for note in alone.notes)


def test_columns_may_stand_in_any_order_and_with_any_delimiter(read: Read, shown: Shown, tmp_path: Path) -> None:
    path = table(tmp_path / "n.csv", NORDBORD[::-1], [nordic(402, 341)], delimiter=";")
    path.write_bytes(b"sep=;\r\n" + path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    assert shown(read(path))["nordic_force[right]"] == "341 N"


forces = st.decimals(min_value=1, max_value=1000, places=2)


@FEWER
@given(st.lists(st.tuples(forces, forces), min_size=1, max_size=6))
def test_what_is_written_for_a_nordbord_is_read_back(
    kb: br.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory, tests: list[tuple[Decimal, Decimal]]
) -> None:
    path = table(tmp_path_factory.getbasetemp() / "n.csv", NORDBORD, [nordic(left, right) for left, right in tests])
    sheet = kb.read_tests(path)
    profile = {
        "nordic_force": {
            "left": max(left for left, _ in tests),
            "right": max(right for _, right in tests),
        }
    }
    expected = {name: kb.read_facts(profile).values[name] for name in ("nordic_force[left]", "nordic_force[right]")}
    assert {fact.fact: fact.value for fact in sheet.facts()[0]} == expected
    assert (sheet.rows, sheet.read) == (len(tests), len(tests))


@FEWER
@given(st.permutations(NORDBORD), st.permutations([(300, 310), (320, 290), (250, 400)]), st.sampled_from(",;\t"))
def test_neither_the_order_of_columns_nor_of_rows_matters(
    kb: br.KnowledgeBase,
    tmp_path_factory: pytest.TempPathFactory,
    columns: list[str],
    tests: list[tuple[int, int]],
    delimiter: str,
) -> None:
    path = tmp_path_factory.getbasetemp() / "n.csv"
    sheet = kb.read_tests(table(path, columns, [nordic(left, right) for left, right in tests], delimiter=delimiter))
    assert {fact.fact: fact.value for fact in sheet.facts()[0]} == {
        "nordic_force[left]": 320,
        "nordic_force[right]": 400,
    }


# ---------------------------------------------------------------- ForceFrame and ForceDecks


def test_a_frame_is_no_gauge_in_the_hand(read: Read, shown: Shown, tmp_path: Path) -> None:
    row = {"Name": "Sam", "Date": "2026-02-06", "Test": "Hip AD/AB", "Position": "Supine", "Direction": "Adduction"}
    sheet = read(table(tmp_path / "f.csv", FORCEFRAME, [{**row, "L Max Force (N)": 300, "R Max Force (N)": 310}]))
    assert (sheet.layout, shown(sheet)) == ("VALD ForceFrame", {})
    assert unread(sheet) == [("max force", "no attribute takes it")]


def test_a_line_of_one_s_own_lets_an_attribute_take_it(read: Read, shown: Shown, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "- {attribute: hip_adduction_force, device: ForceFrame, movement: hip ad/ab adduction, "
        "quantity: max force, take: best}\n"
    )
    row = {"Name": "Sam", "Date": "2026-02-06", "Test": "Hip AD/AB", "Direction": "Adduction"}
    path = table(tmp_path / "f.csv", FORCEFRAME, [{**row, "L Max Force (N)": 300, "R Max Force (N)": 310}])
    assert shown(read(path, protocols=[own])) == {
        "hip_adduction_force[left]": "300 N",
        "hip_adduction_force[right]": "310 N",
    }


def jump(left: Any = "", right: Any = "", **more: Any) -> dict[str, Any]:
    heights = {"Jump Height (Imp-Mom) [cm] (L)": left, "Jump Height (Imp-Mom) [cm] (R)": right}
    return {"Name": "Sam", "Test Type": "SLJ", "Date": "2026-02-06", "BW [KG]": 80, **heights, **more}


def test_jumps_on_one_leg_are_read_from_the_side_in_the_header(read: Read, shown: Shown, tmp_path: Path) -> None:
    rows = [jump(14.2, 0), jump(15.1), jump("", 12.8), jump(30, 30, **{"Additional Load [lb]": "25"})]
    sheet = read(table(tmp_path / "d.csv", [f"{name} " for name in FORCEDECKS], [_padded(row) for row in rows]))
    assert shown(sheet) == {"single_leg_jump_height[left]": "15.1 cm", "single_leg_jump_height[right]": "12.8 cm"}
    assert reasons(sheet) == {"a jump with added load": 1}
    assert any("hands" in note for note in sheet.notes)


def _padded(row: dict[str, Any]) -> dict[str, Any]:
    return {f"{name} ": value for name, value in row.items()}


def test_a_jump_on_both_legs_is_no_jump_on_one(read: Read, shown: Shown, tmp_path: Path) -> None:
    header = ["Name", "Test Type", "Date", "BW [KG]", "Jump Height (Imp-Mom) in Inches [in]"]
    row = {"Name": "Sam", "Test Type": "CMJ", "Date": "2026-02-06", "BW [KG]": 80, header[-1]: 14}
    sheet = read(table(tmp_path / "d.csv", header, [row]))
    assert (shown(sheet), sheet.read) == ({}, 0)
    assert unread(sheet) == [("cmj, jump height from impulse (ForceDecks)", "no attribute takes it")]


def test_inches_are_converted_and_impulse_comes_before_flight_time(read: Read, shown: Shown, tmp_path: Path) -> None:
    impulse, flight = "Jump Height (Imp-Mom) in Inches [in] (L)", "Jump Height (Flight Time) [cm] (L)"
    row = {"Name": "Sam", "Date": "2026-02-06", "BW [KG]": 80, impulse: 5, flight: 14}
    sheet = read(table(tmp_path / "d.csv", ["Name", "Date", "BW [KG]", flight, impulse], [row]))
    assert shown(sheet) == {"single_leg_jump_height[left]": "12.7 cm"}
    assert any("flight time" in note and "not used" in note for note in sheet.facts()[1])


heights = st.one_of(st.just(""), st.decimals(min_value=1, max_value=80, places=1))


@FEWER
@given(st.lists(st.tuples(heights, heights), min_size=1, max_size=6))
def test_what_is_written_for_a_force_plate_is_read_back(
    kb: br.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory, jumps: list[tuple[Any, Any]]
) -> None:
    path = table(tmp_path_factory.getbasetemp() / "d.csv", FORCEDECKS, [jump(left, right) for left, right in jumps])
    best = {side: [pair[at] for pair in jumps if pair[at]] for at, side in enumerate(("left", "right"))}
    sheet = kb.read_tests(path)
    assert {fact.fact: fact.attribute.decimal(fact.value) for fact in sheet.facts()[0]} == {
        f"single_leg_jump_height[{side}]": max(values) for side, values in best.items() if values
    }
    assert sheet.read == sum(any(pair) for pair in jumps)


# ---------------------------------------------------------------- Biodex


def test_torques_go_to_the_attribute_of_their_movement_speed_and_side(read: Read, shown: Shown) -> None:
    values = {
        ("Extension", 60): (182.4, 205.9),
        ("Flexion", 60): (88.1, 101.7),
        ("Extension", 180): (140, 150),
        ("Flexion", 180): (80, 82),
    }
    found = shown(read(biodex(values, cv="6.1"), say={"contraction": "concentric"}))
    assert found == {
        "quadriceps_torque_60[left]": "182.4 N·m",
        "quadriceps_torque_60[right]": "205.9 N·m",
        "hamstring_torque_60[left]": "88.1 N·m",
        "hamstring_torque_60[right]": "101.7 N·m",
        "quadriceps_torque_180[left]": "140 N·m",
        "quadriceps_torque_180[right]": "150 N·m",
        "hamstring_torque_180[left]": "80 N·m",
        "hamstring_torque_180[right]": "82 N·m",
        "isokinetic_cv[left]": "6.1 %",
        "isokinetic_cv[right]": "6.1 %",
        "isokinetic_repetitions[left]": "5 reps",
        "isokinetic_repetitions[right]": "5 reps",
        "knee_strength_device": "isokinetic dynamometer",
    }


def test_pages_of_two_people_are_not_mixed(read: Read, shown: Shown) -> None:
    values = {("Extension", 60): (182.4, 205.9), ("Flexion", 60): (88.1, 101.7)}
    other = biodex(dict.fromkeys(values, (1, 2)), joint="").replace("Sam Example", "Kim Other")
    pages = biodex(values) + other
    with pytest.raises(br.FactError, match="'Sam Example', 'Kim Other'"):
        read(pages)
    assert shown(read(pages, person="Sam Example", say=KNEE))["quadriceps_torque_60[left]"] == "182.4 N·m"
    kim = read(pages, person="Kim Other", say={"contraction": "concentric"})
    assert shown(kim) == {}  # the joint of another person's page is not hers


def test_a_report_whose_right_column_stands_first(read: Read, shown: Shown) -> None:
    values = {("Extension", 60): (182.4, 205.9), ("Flexion", 60): (88.1, 101.7)}
    found = shown(read(biodex(values, sides=("Right", "Left")), say={"contraction": "concentric"}))
    assert (found["quadriceps_torque_60[right]"], found["quadriceps_torque_60[left]"]) == ("182.4 N·m", "205.9 N·m")


def test_nothing_is_read_from_columns_without_sides(read: Read, shown: Shown) -> None:
    values = {("Extension", 60): (182.4, 205.9), ("Flexion", 60): (88.1, 101.7)}
    sheet = read(biodex(values, sides=("Uninvolved", "Involved")), say=KNEE)
    assert shown(sheet) == {}
    assert "the file does not say which column is left" in reasons(sheet)


def test_what_a_report_leaves_open_is_asked_for(read: Read, shown: Shown) -> None:
    text = biodex({("Extension", 60): (182.4, 205.9), ("Flexion", 60): (88.1, 101.7)}, joint="")
    sheet = read(text)
    assert shown(sheet) == {}
    assert (
        "extension, 60°/s, peak torque (isokinetic dynamometer)",
        "the file does not say the joint and the contraction",
    ) in unread(sheet)
    assert "quadriceps_torque_60[left]" in shown(read(text, say=KNEE))


def test_what_the_report_says_stands_against_what_is_said_beside_it(read: Read, shown: Shown) -> None:
    text = biodex({("Extension", 60): (30, 31), ("Flexion", 60): (20, 21)}, joint="Elbow")
    found = shown(read(text, say=KNEE))
    assert found == {
        "elbow_extensor_torque_concentric[left]": "30 N·m",
        "elbow_extensor_torque_concentric[right]": "31 N·m",
        "elbow_flexor_torque_concentric[left]": "20 N·m",
        "elbow_flexor_torque_concentric[right]": "21 N·m",
    }


def test_an_attribute_without_a_speed_is_not_filled_from_two_speeds(read: Read, shown: Shown) -> None:
    speeds = {(name, speed): (30, 31) for speed in (60, 120) for name in ("Extension", "Flexion")}
    sheet = read(biodex(speeds, joint="Elbow"), say={"contraction": "concentric"})
    assert shown(sheet) == {}
    assert any("in 2 ways" in note for note in sheet.facts()[1])


def test_a_speed_and_contraction_that_no_attribute_has_is_told(read: Read, shown: Shown) -> None:
    sheet = read(biodex({("Extension", 45): (1, 2), ("Flexion", 45): (3, 4)}), say={"contraction": "eccentric"})
    assert not any("torque" in name for name in shown(sheet))
    assert ("knee, flexion, eccentric, 45°/s, peak torque (isokinetic dynamometer)", "no attribute takes it") in unread(
        sheet
    )


def test_repetitions_that_differ_between_speeds_are_not_read(read: Read, shown: Shown) -> None:
    text = biodex({("Extension", 60): (182, 205), ("Flexion", 60): (88, 101)})
    more = biodex({("Extension", 180): (150, 160), ("Flexion", 180): (80, 90)})
    sheet = read(text + more.replace("Number of Reps 5 5 5 5", "Number of Reps 15 15 15 15"), say=KNEE)
    assert not any("repetitions" in name for name in shown(sheet))
    assert any("the values differ, from 5 to 15" in note for note in sheet.facts()[1])


torques = st.decimals(min_value=1, max_value=600, places=1)


@FEWER
@given(st.sampled_from([60, 180, 240, 300]), torques, torques, torques, torques)
def test_what_is_written_for_a_biodex_is_read_back(
    kb: br.KnowledgeBase,
    tmp_path_factory: pytest.TempPathFactory,
    speed: int,
    a: Decimal,
    b: Decimal,
    c: Decimal,
    d: Decimal,
) -> None:
    path = tmp_path_factory.getbasetemp() / "b.txt"
    path.write_text(biodex({("Extension", speed): (a, b), ("Flexion", speed): (c, d)}), encoding="utf-8")
    found = {f.fact: f.attribute.decimal(f.value) for f in kb.read_tests(path, say=KNEE).facts()[0]}
    assert found[f"quadriceps_torque_{speed}[left]"] == a
    assert found[f"quadriceps_torque_{speed}[right]"] == b
    assert found[f"hamstring_torque_{speed}[left]"] == c
    assert found[f"hamstring_torque_{speed}[right]"] == d


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the collection of samples is not beside the project")
def test_the_collected_samples_are_read(read: Read, shown: Shown) -> None:
    assert shown(read(SAMPLES / "vald_nordbord.csv"))["nordic_force[right]"] == "341 N"
    report = shown(read(SAMPLES / "biodex_ext_flex_text.txt", say=KNEE))
    assert (report["hamstring_torque_60[left]"], report["isokinetic_cv[left]"]) == ("88.1 N·m", "7.9 %")
