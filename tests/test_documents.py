"""YAML and JSON text → plain values with the place of each, and nothing that could run, swell or mislead."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_one import in_one

from balance_rules.text.documents import DEEPEST_NESTING, LARGEST_FILE, Document, Route, parse_document, read_document


def parsed(text: str) -> Document:
    document = parse_document(text, "f.yaml")
    assert document.problems == []
    return document


def refused(text: str) -> str:
    document = parse_document(text, "f.yaml")
    assert document.value is None
    assert len(document.problems) == 1
    return str(document.problems[0])


# ---------------------------------------------------------------- values


@in_one(
    ("text", "value"),
    [
        ("7.50", Decimal("7.50")),
        ("0.1", Decimal("0.1")),
        ("12", 12),
        ("-3", -3),
        ("1e3", Decimal("1e3")),
        (".5", Decimal("0.5")),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("12:30", "12:30"),
        ("2024-01-02", "2024-01-02"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("left", "left"),
        ("[1, [2, {a: b}], '']", [1, [2, {"a": "b"}], ""]),
        ("{}", {}),
        ("[]", []),
        ("1: a", {"1": "a"}),
        ("a:\n  - b\n  - c: 1\n    d: 2", {"a": ["b", {"c": 1, "d": 2}]}),
        ("123456789012345678901234567890", Decimal("123456789012345678901234567890")),
        ("1e9999", "1e9999"),
        ("9" * 101, "9" * 101),
    ],
)
def test_plain_words_are_read_as_yaml_1_2_reads_them(text: str, value: object) -> None:
    read = parsed(text).value
    assert read == value
    assert type(read) is type(value)


def test_numbers_keep_the_decimals_as_typed() -> None:
    assert str(parsed("a: 0.60").value["a"]) == "0.60"


@pytest.mark.parametrize("text", [".nan", "-.inf", "NaN", "inf"])
def test_what_is_no_finite_number_is_none_of_the_numbers(text: str) -> None:
    assert not parsed(text).value.is_finite()


# without the characters that YAML takes for line ends or refuses unless they are escaped
words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"], exclude_characters="\ufeff"))
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | words,
    lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text("abc[]{}:\"' é💪", max_size=5), part, max_size=4),
    max_leaves=12,
)


@given(plain_json, st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_json_is_read_as_json(value: Any, ascii_only: bool, indent: int | str | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    if isinstance(value, (dict, list)):
        assert parsed(text).value == value


def test_an_escaped_backslash_before_u_is_kept() -> None:
    assert parsed(json.dumps(["\\ud83d\\udcaa", "💪", "\\"])).value == ["\\ud83d\\udcaa", "💪", "\\"]


# ---------------------------------------------------------------- places


@in_one(
    ("route", "place"),
    [
        ((), "f.yaml:1:1"),
        (("a",), "f.yaml:1:4"),
        (("b",), "f.yaml:3:3"),
        (("b", "c"), "f.yaml:3:6"),
        (("b", "d"), "f.yaml:4:6"),
        (("b", "d", 1), "f.yaml:4:10"),
        (("b", "d", 1, "e"), "f.yaml:4:14"),
        (("b", "missing"), "f.yaml:3:3"),
        (("b", "d", 7, "x"), "f.yaml:4:6"),
        (("nowhere",), "f.yaml:1:1"),
    ],
)
def test_every_part_has_a_place_and_a_missing_one_that_of_what_is_around_it(route: Route, place: str) -> None:
    document = parsed("a: 1\nb:\n  c: 'x'\n  d: [1, {e: 2}]\n")
    assert str(document.place(route)) == place


# ---------------------------------------------------------------- refusals


@in_one(
    ("text", "message"),
    [
        ("a: &x 1", "f.yaml:1:4: found the YAML anchor or alias 'x'"),
        ("a: *x", "f.yaml:1:4: found the YAML anchor or alias 'x'"),
        ("a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]", "f.yaml:1:4: found the YAML anchor or alias 'a'"),
        ("a: !!python/object/apply:os.system ['true']", "f.yaml:1:4: found the YAML tag"),
        ("a: !custom 1", "f.yaml:1:4: found the YAML tag '!custom'; expected plain values without tags. Remove"),
        ("a: !!str 1", "f.yaml:1:4: found the YAML tag 'tag:yaml.org,2002:str'"),
        ("a: 1\nb: 2\na: 3", "f.yaml:3:1: found the key 'a' a second time; expected each key once. Keep one"),
        ("x: {a: 1, a: 1}", "f.yaml:1:11: found the key 'a' a second time"),
        ("a: 1\n---\nb: 2", "f.yaml:2:1: found a second document after '---'"),
        ("{[1]: 2}", "f.yaml:1:2: found a collection as a key"),
        ("? {a: 1}\n: 2", "f.yaml:1:3: found a collection as a key"),
        ("a: [1", "f.yaml:2:1: found while parsing a flow sequence did not find expected ',' or ']'"),
        ("a: 'x", "found unexpected end of stream"),
        ("a:\n\t- b", "f.yaml:2:1: found"),
        (
            "a: b: c",
            "f.yaml:1:5: found mapping values are not allowed in this context; expected YAML. Correct the YAML",
        ),
        ("a: 1\n b: 2", "f.yaml:2:3: found"),
        ("a: \x00", "expected YAML"),
        ("a: \x07", "expected YAML"),
        ("@a: 1", "f.yaml:1:1: found while scanning for the next token found character that cannot start any token"),
    ],
)
def test_what_must_not_be_read_is_refused_at_its_place(text: str, message: str) -> None:
    assert message in refused(text)


def test_deep_nesting_is_refused() -> None:
    deepest = "[" * DEEPEST_NESTING + "]" * DEEPEST_NESTING
    parsed(deepest)
    assert "found nesting too deep; expected at most 40 levels" in refused("[" * 100_000)
    assert "nesting too deep" in refused("{a: " * 100_000)
    assert "nesting too deep" in refused("- " * 10_000 + "a")


def test_every_duplicate_is_reported() -> None:
    document = parse_document("a: 1\na: 2\nb: {c: 1, c: 2}", "f.yaml")
    assert [problem.place for problem in document.problems] == ["f.yaml:2:1", "f.yaml:3:11"]


# ---------------------------------------------------------------- files


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_text("#" * (LARGEST_FILE + 1))
    problem = read_document(path).problems[0]
    assert (problem.place, problem.found) == (str(path), "1,048,577 bytes")
    assert problem.expected == "at most 1,048,576 bytes"
    path.write_text("#" * LARGEST_FILE)
    assert read_document(path).problems == []


@pytest.mark.parametrize("content", [b"\xff\xfea\x00", b"a: \xe9", b"\x89PNG\r\n\x1a\n", bytes(range(256))])
def test_a_binary_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "binary.yaml"
    path.write_bytes(content)
    document = read_document(path)
    assert document.value is None
    assert len(document.problems) == 1
    assert document.problems[0].place.startswith(str(path))


def test_what_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    for path, found in (
        (tmp_path / "nothing.yaml", "no such file or directory"),
        (tmp_path, "is a directory"),
        (Path("a\0b"), "a null character in the path"),
        (Path("x" * 5000), "file name too long"),
    ):
        problem = read_document(path, "shown.yaml").problems[0]
        assert (problem.place, problem.found, problem.expected) == ("shown.yaml", found, "a readable file")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert read_document(path).value == {"a": 1, "b": 2}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    document = parse_document(text, "f.yaml")
    assert (document.value is None) or not document.problems


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(content)
    read_document(path)
