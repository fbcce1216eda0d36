"""Files from strangers: cut off, packed to burst, of another encoding or kind. All are read or refused in words."""

from __future__ import annotations

import contextlib
import datetime
import random
import sqlite3
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from effort import effort
from hypothesis import given, settings
from hypothesis import strategies as st
from sheet_files import (
    DOCTYPE,
    GARMIN,
    NORDBORD,
    apple,
    biodex,
    exercise,
    health_connect,
    nordic,
    record,
    stand_hour,
    table,
)

import balance_rules as br
from balance_rules.person.sheets import Sheet, apple_health, files, profile_text
from balance_rules.person.sheets.biodex import _MOVEMENT
from balance_rules.text.documents import parse_document

Read = Callable[..., Sheet]
DAY = datetime.date(2026, 2, 27)
BIODEX = biodex({("Extension", 60): (182.4, 205.9), ("Flexion", 60): (88.1, 101.7)})


@cache
def whole_files(folder: Path) -> list[bytes]:
    """Return what stands in a sound file of each kind."""
    (folder / "export.xml").write_text(apple([stand_hour(DAY, 9, idle=True), exercise(DAY, 3)]), encoding="utf-8")
    (folder / "b.txt").write_text(BIODEX, encoding="utf-8")
    with zipfile.ZipFile(folder / "e.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(folder / "export.xml", "apple_health_export/export.xml")
    made = [
        folder / "export.xml",
        folder / "b.txt",
        folder / "e.zip",
        health_connect(folder / "h.db", sessions=[(DAY, 30, 1)], steps=[(DAY, 5, 1)]),
        table(folder / "n.csv", NORDBORD, [nordic(402, 341)]),
        table(
            folder / "g.csv", GARMIN, [{"Activity Type": "Run", "Date": "2026-02-27", "Title": "x", "Time": "1:00:00"}]
        ),
    ]
    return [path.read_bytes() for path in made]


@settings(max_examples=effort(12, 150))
@given(st.randoms(use_true_random=False))
def test_whatever_is_fed_in_is_read_or_refused(
    kb: br.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory, chance: random.Random
) -> None:
    folder = tmp_path_factory.getbasetemp()
    data = bytearray(chance.choice(whole_files(folder)))
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 200)]
            case 2:
                data[at:at] = bytes(chance.randrange(256) for _ in range(9))
            case 3:
                data[at:at] = data[: chance.randint(1, 300)]
        if not data:
            break
    path = folder / "distorted_sheet"
    path.write_bytes(bytes(data))
    text = ""
    with contextlib.suppress(br.BalanceRulesError):
        sheet = kb.read_tests(path)
        assert sheet.rows == sheet.read + sum(skipped.rows for skipped in sheet.skipped)
        text = profile_text([sheet])
    assert not parse_document(text, "profile").problems


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_an_export_that_was_cut_off_is_refused(read: Read, share: float) -> None:
    text = apple([stand_hour(DAY, hour, idle=False) for hour in range(8, 20)])
    with pytest.raises(br.FactError, match="damaged or cut off"):
        read(text[: int(len(text) * share)], "export.xml")


@pytest.mark.parametrize("encoding", ["TF-8", "big5"])
def test_an_encoding_that_cannot_be_read_is_refused(read: Read, encoding: str) -> None:
    text = apple([stand_hour(DAY, 8, idle=False)])
    assert 'encoding="UTF-8"' in text
    with pytest.raises(br.FactError, match="an encoding that cannot be read"):
        read(text.replace('encoding="UTF-8"', f'encoding="{encoding}"'), "export.xml")


def test_entities_cannot_grow(read: Read) -> None:
    bomb = '<!DOCTYPE HealthData [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'
    text = f'<?xml version="1.0"?>\n{bomb}<HealthData>&b;</HealthData>'
    with pytest.raises(br.FactError, match="undefined entity"):
        read(text, "export.xml")
    outside = '<!DOCTYPE HealthData [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'
    with pytest.raises(br.FactError, match="undefined entity"):
        read(f"{outside}<HealthData>&x;</HealthData>", "export.xml")


@pytest.mark.parametrize("begin", ["<!DOCTYPE HealthData>\n", "", DOCTYPE.replace("HealthData [", 'HealthData "x" [')])
def test_a_document_type_of_any_kind_is_taken_out(read: Read, begin: str) -> None:
    sheet = read(apple([stand_hour(DAY, 9, idle=True)], doctype=begin), "export.xml")
    assert sheet.rows == sheet.read == 1


def test_control_characters_and_a_wild_source_do_no_harm(read: Read) -> None:
    sheet = read(apple([stand_hour(DAY, 9, idle=True, source="W\x0batch\x1b[31m")]), "export.xml")
    assert sheet.read == 1


def test_an_element_without_an_end_is_refused(read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = effort(10, 1)
    monkeypatch.setattr(apple_health, "LONGEST_ELEMENT", apple_health.LONGEST_ELEMENT // part)
    path = tmp_path / "export.xml"
    path.write_text(DOCTYPE + '<HealthData a="' + "x" * (12_000_000 // part), encoding="utf-8")
    with pytest.raises(br.FactError, match="does not end"):
        read(path)


def test_a_bomb_of_zeros_is_refused_before_it_is_unpacked(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = effort(10, 1)  # to pack a whole one takes most of a second
    monkeypatch.setattr(files, "SMALL", files.SMALL // part)
    path = tmp_path / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("export.xml", "w", force_zip64=True) as member,
    ):
        member.write(b"<HealthData>")
        for _ in range(120 // part):
            member.write(b" " * 1_000_000)
    with pytest.raises(br.FactError, match="at most 200 to 1"):
        read(path)


def test_a_report_with_an_endless_line_loses_nothing_else_and_its_patterns_look_back_a_little(read: Read) -> None:
    report = biodex({("Extension", 60): (182.4, 205.9), ("Flexion", 60): (88.1, 101.7)})
    say = {"contraction": "concentric"}
    plain, long = read(report, "b.txt", say=say), read(f"{report}\n{'word ' * 12_000}\n", "b.txt", say=say)
    assert long.read == plain.read > 0
    assert [skipped.reason for skipped in long.skipped if skipped not in plain.skipped] == [
        "a line longer than any of a report"
    ]
    assert [len(name) for name, _ in _MOVEMENT.findall("x" * 10_000 + " (60 deg/s)")] == [61]


def test_an_archive_of_other_things_is_named(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../holiday.txt", "sun")
        archive.writestr("b.txt", "sea")
    with pytest.raises(br.FactError, match=r"an archive with '../../holiday.txt', 'b.txt'"):
        read(path)


def test_memory_does_not_grow_with_the_records(read: Read, tmp_path: Path) -> None:
    def peak(records: int) -> int:
        path = tmp_path / "export.xml"
        line = record("HKQuantityTypeIdentifierHeartRate", f"{DAY} 10:00:00", 60, unit="count/min") + "\n"
        minute = exercise(DAY, 1) + "\n"
        with path.open("w", encoding="utf-8") as file:
            file.write(DOCTYPE + "<HealthData>\n")
            file.writelines((line, minute)[number % 20 == 0] for number in range(records))
            file.write("</HealthData>\n")
        tracemalloc.start()
        assert read(path).rows == records
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    read(apple([]), "export.xml")  # what is loaded once
    small = peak(4_000)
    assert peak(effort(10_000, 40_000)) < small + effort(250_000, 1_000_000)


def test_many_rows_of_a_table_need_the_memory_of_its_days(read: Read, tmp_path: Path) -> None:
    rows = effort(3_000, 30_000)
    path = table(tmp_path / "n.csv", NORDBORD, (nordic(1 + number % 900, 341) for number in range(rows)))
    tracemalloc.start()
    sheet = read(path)
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (sheet.rows, sheet.read) == (rows, rows)
    assert used < effort(1_500_000, 3_000_000)


def test_more_rows_than_a_table_may_have(read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 10)
    with pytest.raises(br.FactError, match="more than 10 rows"):
        read(table(tmp_path / "n.csv", NORDBORD, [nordic(402, 341)] * 11))
    assert read(table(tmp_path / "n.csv", NORDBORD, [nordic(402, 341)] * 10)).rows == 10


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "an empty file"),
        (b"%PDF-1.7\n", "a PDF file"),
        (b"\x00\x01\x02\x03", "binary"),
        (b"Date,Exercise,Category,Weight (kgs),Reps\n", "a table with the columns Date, Exercise, Category"),
        (b"SQLite format 3\x00" + b"\xff" * 200, "a database that cannot be read"),
        (b"PK\x03\x04" + b"\xff" * 40, "a zip archive that cannot be read"),
        (",".join(NORDBORD).encode() + b"\nJos\xe9,,2026-02-06\n", "bytes that are not UTF-8"),
        (",".join(NORDBORD).encode() + b'\n"Sam,,2026-02-06\n', "never closed"),
        ((",".join(NORDBORD) + ",Name\n").encode(), "2 columns 'name'"),
        (b"<?xml version='1.0'?><gpx/>", "xml"),
    ],
)
def test_a_file_of_another_kind_is_named_for_what_it_is(read: Read, tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(br.FactError, match=message) as caught:
        read(path)
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].place.startswith(str(path))


@pytest.mark.parametrize("path", ["missing.csv", ".", "nu\0ll"])
def test_a_path_that_is_no_file(kb: br.KnowledgeBase, path: str) -> None:
    with pytest.raises(br.FactError):
        kb.read_tests(path)


def test_text_in_utf_16_is_read(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "n.csv"
    path.write_text(table(path, NORDBORD, [nordic(402, 341)]).read_text("utf-8-sig"), encoding="utf-16")
    assert read(path).read == 1


def test_rows_of_another_width_and_formulas_are_skipped_with_a_reason(read: Read, tmp_path: Path) -> None:
    rows = [nordic(402, 341), nordic("=2+3", ""), nordic("1,250", "N/A"), nordic(410, "?")]
    path = table(tmp_path / "n.csv", NORDBORD, rows)
    path.write_text(path.read_text("utf-8-sig") + "Sam Example,2026-02-06\n", encoding="utf-8")
    sheet = read(path)
    reasons = {skipped.reason: (skipped.rows, skipped.first) for skipped in sheet.skipped}
    assert reasons == {
        "a number that cannot be read": (2, ["line 3: l max force (n) = '=2+3'", "line 4: l max force (n) = '1,250'"]),
        "more or fewer cells than columns": (1, [f"line 6: 2 for {len(NORDBORD)}"]),
    }
    assert ("a number that cannot be read", "r max force (n) = '?'", 1) in sheet.unread  # its other side is read
    assert {fact.fact: fact.value for fact in sheet.facts()[0]}["nordic_force[left]"] == 410


def test_a_value_that_cannot_be_is_refused_with_its_place(read: Read, tmp_path: Path) -> None:
    sheet = read(table(tmp_path / "n.csv", NORDBORD, [nordic(402, 341), nordic(4020, 341)]))
    with pytest.raises(br.FactError, match=r"n\.csv:3: found 4020 N .*expected a number from 0 to 1000 N"):
        sheet.facts()


def test_a_hostile_name_cannot_write_into_the_profile(read: Read, kb: br.KnowledgeBase, tmp_path: Path) -> None:
    name = 'Sam"\nsedentary_hours: 3 # \x1b[31m\u2028age: 9'
    sheet = read(table(tmp_path / "n.csv", NORDBORD, [nordic(402, 341, name=name)]))
    path = tmp_path / "p.yaml"
    path.write_text(profile_text([sheet]), encoding="utf-8")
    facts = kb.read_facts(path)
    assert set(facts.stated) >= {"nordic_force[left]", "nordic_force[right]"}
    assert not {"sedentary_hours", "age"} & set(facts.stated)


def test_a_database_of_another_program_is_refused(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE contacts (name)")
        database.commit()
    with pytest.raises(br.FactError, match="a database with the tables contacts"):
        read(path)


def test_wild_values_in_a_database_are_skipped_with_a_reason(read: Read, tmp_path: Path) -> None:
    path = health_connect(tmp_path / "x.db", sessions=[(DAY, 30, 1)])
    with closing(sqlite3.connect(path)) as database:
        sessions = [("x", 5, 20_000), (0, 10**15, 20_000), (9, 0, 20_000), (0, 60_000, 10**12), (None, None, None)]
        insert = "INSERT INTO exercise_session_record_table (start_time, end_time, local_date) VALUES (?, ?, ?)"
        database.executemany(insert, sessions)
        database.commit()
    sheet = read(path)
    assert {skipped.reason: skipped.rows for skipped in sheet.skipped} == {
        "a start and end that cannot be right": 3,
        "a date that cannot be read": 2,
    }
    assert sheet.read == 1
