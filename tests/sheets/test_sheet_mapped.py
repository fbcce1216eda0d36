"""Tables whose columns a person describes, and the lines that say which attribute takes what."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sheet_files import FEWER

import balance_rules as br
from balance_rules.person.sheets import Sheet, draft_mapping
from balance_rules.person.sheets.slots import load_slots

Read = Callable[..., Sheet]
Shown = Callable[..., dict[str, str]]
LONG = """\
person: Patient
date: Test Date
protocol:
  device: isokinetic dynamometer
  joint: knee
  contraction: {column: Mode, values: {CON: concentric, ECC: eccentric}}
  movement: {column: Motion, values: {Ext: extension, Flex: flexion}}
  speed: {column: Speed}
side: {column: Side, values: {L: left, R: right}}
values:
  - {column: "Peak Torque (Nm)", unit: N*m, protocol: {quantity: peak torque}}
"""
HEADER = "Patient,Test Date,Motion,Mode,Speed,Side,Peak Torque (Nm),Work\n"


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "mapping.yaml"
    path.write_text(LONG, encoding="utf-8")
    return path


def test_a_row_for_each_test_with_its_protocol_in_columns(read: Read, shown: Shown, mapping: Path) -> None:
    rows = 'Sam,2026-02-06,Ext,CON,60 deg/s,L,180.5,9\nSam,2026-02-06,Flex,ECC,30.0,R,"120,5",9\n'
    sheet = read(HEADER + rows, mapping=mapping)
    found = shown(sheet)
    assert found["quadriceps_torque_60[left]"] == "180.5 N·m"
    assert found["hamstring_eccentric_torque_30[right]"] == "120.5 N·m"
    assert any("does not name: Work" in note for note in sheet.notes)


def test_eccentric_at_a_speed_that_no_attribute_has_is_told(read: Read, shown: Shown, mapping: Path) -> None:
    sheet = read(HEADER + "Sam,2026-02-06,Flex,ECC,181,L,180,9\n", mapping=mapping)
    assert shown(sheet) == {}
    assert (
        "no attribute takes it",
        "knee, flexion, eccentric, 181°/s, peak torque (isokinetic dynamometer)",
        1,
    ) in sheet.unread


def test_a_cell_that_the_mapping_does_not_explain_is_skipped(read: Read, shown: Shown, mapping: Path) -> None:
    sheet = read(HEADER + "Sam,2026-02-06,Ext,ISO,60,L,180,9\nSam,2026-02-06,Ext,CON,60,B,180,9\n", mapping=mapping)
    assert (shown(sheet), sheet.read) == ({}, 0)
    assert {skipped.reason: skipped.rows for skipped in sheet.skipped} == {
        "a cell that the mapping does not explain": 2
    }


def test_a_column_for_each_value(read: Read, shown: Shown, tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(
        "values:\n"
        "  - {column: Nordic L, unit: N, side: left, attribute: nordic_force}\n"
        "  - {column: Y anterior R, unit: m, side: right, attribute: ybt_anterior_reach}\n"
    )
    found = shown(read("Nordic L;Y anterior R\n310;0.655\n", mapping=path))
    assert found == {"nordic_force[left]": "310 N", "ybt_anterior_reach[right]": "65.5 cm"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("unit: N*m", "unit: newts"), "found the unit 'newts'"),
        (("quantity:", "quantty:"), "Write 'quantity'?"),
        (("joint:", "joins:"), "Write 'joint'?"),
        (("L: left", "L: links"), "found the side 'links'"),
        (("Peak Torque (Nm)", "Peak Torqe (Nm)"), r"Write 'Peak Torque \(Nm\)'\?"),
        (("unit: N*m,", "unit: N*m, attribute: nordic_forc,"), "Write 'nordic_force'?"),
        (("person: Patient", "patient: Patient"), "'patient'"),
        (("values:\n", "value:\n"), "mapping.yaml"),
    ],
)
def test_a_mapping_is_refused_with_the_place_of_what_is_wrong(
    read: Read, mapping: Path, change: tuple[str, str], message: str
) -> None:
    mapping.write_text(LONG.replace(*change), encoding="utf-8")
    with pytest.raises(br.FactError, match=message):
        read(HEADER + "Sam,2026-02-06,Ext,CON,60,L,180,9\n", mapping=mapping)


def test_a_drafted_mapping_names_every_column_and_says_nothing_for_the_person(
    read: Read, shown: Shown, kb: br.KnowledgeBase, tmp_path: Path
) -> None:
    table, path = tmp_path / "t.csv", tmp_path / "m.yaml"
    table.write_text(HEADER + "Sam,2026-02-06,Ext,CON,60,L,180,9\n", encoding="utf-8")
    text = draft_mapping(table)
    assert all(name in text for name in HEADER.strip().split(","))
    assert '"Peak Torque (Nm)", unit: "Nm"' in text
    assert yaml.safe_load(text) == {"person": "Patient", "date": "Test Date", "protocol": {}, "values": []}
    path.write_text(text, encoding="utf-8")
    assert shown(read(table, mapping=path)) == {}


@FEWER
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Ext", "Flex"]),
            st.sampled_from([60, 180, 300]),
            st.sampled_from(["L", "R"]),
            st.decimals(min_value=1, max_value=600, places=1),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_what_is_written_through_a_mapping_is_read_back(
    kb: br.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int, str, Decimal]]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "m.yaml").write_text(LONG, encoding="utf-8")
    lines = [f"Sam,2026-02-06,{motion},CON,{speed},{side},{torque},\n" for motion, speed, side, torque in rows]
    (folder / "t.csv").write_text(HEADER + "".join(lines), encoding="utf-8")
    expected: dict[str, Decimal] = {}
    for motion, speed, side, torque in rows:
        muscle = {"Ext": "quadriceps", "Flex": "hamstring"}[motion]
        name = f"{muscle}_torque_{speed}[{ {'L': 'left', 'R': 'right'}[side] }]"
        expected[name] = max(torque, expected.get(name, torque))
    facts, _ = kb.read_tests(folder / "t.csv", mapping=folder / "m.yaml").facts()
    found = {f.fact: f.attribute.decimal(f.value) for f in facts if "torque" in f.fact}
    assert found == expected


# ---------------------------------------------------------------- the lines


def test_every_line_names_an_attribute_of_the_knowledge_or_one_of_a_speed(kb: br.KnowledgeBase) -> None:
    attributes = kb.knowledge.attributes
    for slot in load_slots(kb.knowledge).slots:
        pattern = re.escape(slot.attribute).replace(re.escape("{speed}"), r"\d+")
        assert any(re.fullmatch(pattern, name) for name in attributes), slot.attribute
        assert slot.device, slot.attribute
        assert slot.quantity, slot.attribute
        assert set(slot.also) <= set(attributes)


def test_values_are_put_together_as_the_attribute_s_own_words_say(kb: br.KnowledgeBase) -> None:
    for slot in load_slots(kb.knowledge).slots:
        attribute = kb.knowledge.attributes.get(slot.attribute.replace("{speed}", "60"))
        if attribute is not None:
            assert ("best of" in attribute.how) <= (slot.take == "best"), attribute.id
            assert ("the mean counts" in attribute.how) <= (slot.take == "mean"), attribute.id


@pytest.mark.parametrize(
    ("attribute", "unit", "expected"),
    [("push_up_reps_timed", "reps", "20 reps"), ("back_squat_1rm", "kg", None), ("ybt_anterior_reach", "cm", "21 cm")],
)
def test_an_attribute_named_outright_is_put_together_as_it_says(
    read: Read, shown: Shown, tmp_path: Path, attribute: str, unit: str, expected: str | None
) -> None:
    side = ", side: left" if attribute.startswith("ybt") else ""
    path = tmp_path / "m.yaml"
    path.write_text(f"values:\n  - {{column: V, unit: {unit}, attribute: {attribute}{side}}}\n")
    sheet = read("V,W\n19,\n20,\n21,\n", mapping=path)
    assert list(shown(sheet).values()) == ([expected] if expected else [])
    assert expected or any("the values differ, from 19 to 21" in note for note in sheet.facts()[1])


def test_a_speed_needs_no_line_of_its_own(small: br.KnowledgeBase, kb: br.KnowledgeBase) -> None:
    from balance_rules.person.sheets.protocol import Protocol

    def protocol(speed: str) -> Protocol:
        return Protocol("isokinetic dynamometer", "knee", "extension", "concentric", speed, "", "peak torque")

    speeds = {name.rpartition("_")[2] for name in kb.knowledge.attributes if name.startswith("quadriceps_torque_")}
    numbers = {speed for speed in speeds if speed.isdigit()}
    assert {"60", "180"} <= numbers
    slots = load_slots(kb.knowledge)
    for speed in numbers:
        found = slots.find(protocol(speed), "left")
        assert [taken.fact for taken in found if not isinstance(taken, str)] == [f"quadriceps_torque_{speed}[left]"]
    assert slots.find(protocol("47"), "left") == "no attribute takes it"
    assert load_slots(small.knowledge).find(protocol("60"), "") == "no attribute takes it"


def test_a_line_with_an_unknown_word_is_refused(kb: br.KnowledgeBase, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("- {attribute: nordic_force, device: X, quantity: y, take: bestt}\n")
    with pytest.raises(br.FactError, match=r"own\.yaml:1:\d+: found 'bestt'"):
        load_slots(kb.knowledge, own)


def test_names_that_differ_in_blanks_and_capitals_are_taken_for_one_person_and_that_is_told(
    read: Read, mapping: Path
) -> None:
    rows = "Anna ,2026-02-06,Ext,CON,60 deg/s,L,180.5,9\nanna,2026-02-06,Ext,CON,60 deg/s,R,170,9\n"
    other = "Ben,2026-02-06,Ext,CON,60 deg/s,R,170,9\nBEN,2026-02-06,Ext,CON,60 deg/s,R,170,9\n"
    sheet = read(HEADER + rows, mapping=mapping)
    assert any(note.startswith("'Anna' and 'anna' are taken for one person;") for note in sheet.notes)
    chosen = read(HEADER + rows + other, mapping=mapping, person="anna")
    assert not any("BEN" in note for note in chosen.notes)
    alone = read(HEADER + rows.replace("anna", "Anna "), mapping=mapping)
    assert not any("one person" in note for note in alone.notes)


def test_a_short_year_that_may_stand_first_is_not_the_day_of_a_test(read: Read, mapping: Path) -> None:
    sheet = read(HEADER + "Sam,26-02-06,Ext,CON,60 deg/s,L,180.5,9\n", mapping=mapping)
    (note,) = [note for note in sheet.notes if "cannot be read" in note]
    assert "Write such dates as 2026-02-06 or 2006-02-26" in note
