"""What leaves the library: a file is whole or not there; a text cannot act on what shows it."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from effort import effort
from hypothesis import given
from hypothesis import strategies as st
from in_one import in_one
from typer.testing import CliRunner

import balance_rules as br
from balance_rules import knowledge_base
from balance_rules.cli import app, main
from balance_rules.text import writing
from balance_rules.text.writing import aside, escaped, for_html, neutral, one_line, write_text

# what a terminal, a browser or an editor may act on instead of showing it
HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eevil\u2066\u2028\u2029\u200f\x00\x7f\ufeff\U000e0041"
ACTING = frozenset("\u061c\u180e\u200e\u200f\u2028\u2029\u2060\ufeff") | {chr(c) for c in range(0x202A, 0x202F)}
ACTING |= {chr(c) for c in range(0x2066, 0x2070)}
texts = st.text(st.one_of(st.characters(), st.sampled_from(HOSTILE), st.characters(categories=["Cc", "Cf", "Cs"])))


def acting(text: str, allowed: str = "\n") -> set[str]:
    return {
        c for c in text if c not in allowed and (unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in ACTING)
    }


@given(texts)
def test_no_text_can_act_on_what_shows_it(text: str) -> None:
    assert not acting(neutral(text))
    assert neutral(text).count("\n") == text.count("\n")
    assert not acting(one_line(text), "")
    assert not acting(for_html(text), "\n\u2068\u2069")
    marks = [for_html(text).count(mark) for mark in "\u2068\u2069"]
    assert marks in ([0, 0], [1, 1])


@given(st.dictionaries(texts, st.one_of(texts, st.integers(), st.lists(texts))))
def test_json_that_is_escaped_says_the_same(value: dict[str, Any]) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    assert json.loads(escaped(text)) == json.loads(text) == value
    assert not acting(escaped(text))


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_a_plain_text_is_shown_as_it_is(text: str) -> None:
    assert neutral(text) == text
    assert for_html(text).strip("\u2068\u2069") == text


# ---------------------------------------------------------------- every command


@pytest.fixture
def of_small(small: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands take the small knowledge for the bundled one, of which all that they print takes a tenth of the time."""
    monkeypatch.setattr(knowledge_base, "load", lambda *folders: small)


# What stands in them for these, here; `nightly_writing` has it for the bundled knowledge.
SMALL = {"{fact}": "hq[left]", "{value}": "0.45", "{finding}": "hamstring_weakness[left]"}


def hostile(folder: Path, command: list[str], named: Mapping[str, str]) -> list[str]:
    """The words of a command over a profile whose person and notes are made to act."""
    path = folder / "robin.json"
    told = {"person": HOSTILE, "notes": HOSTILE, named["{fact}"]: float(named["{value}"])}
    path.write_text(json.dumps(told), encoding="utf-8")
    words = [word.replace("{}", str(path)).replace("\x00", "") for word in command]
    for mark, name in named.items():
        words = [word.replace(mark, name) for word in words]
    return words


COMMANDS = [
    ["assess", "{}"],
    ["assess", "{}", "--json"],
    ["assess", "{}", "--html", "/dev/stdout"],
    ["explain", "{}", "{finding}", "--form", "json"],
    ["explain", "{}", "{finding}"],
    ["explain", "{}", HOSTILE],
    ["explain", "{}", "--what-if", "{fact}=" + HOSTILE[:20]],
    ["explain", "{}", "{finding}", "--form", "prov"],
    ["trace", "{}"],
    ["assess", "{}" + "\u202e\x1b[2J"],
    ["rules", "show", "\u202e\x1b[2J"],
]


@pytest.mark.usefixtures("of_small")
@in_one("command", COMMANDS)
def test_no_command_lets_a_text_act(tmp_path: Path, command: list[str]) -> None:
    ran = CliRunner().invoke(app, hostile(tmp_path, command, SMALL))
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
    assert ran.output
    assert not acting(ran.output)


@pytest.mark.usefixtures("of_small")
def test_an_interview_shows_no_text_that_acts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(app, ["ask", f"p{HOSTILE[1:5]}.yaml"], input=f"{HOSTILE}\n?\nquit\n")
    assert ran.exit_code == 0, ran.output
    assert "The profile is p" in ran.output
    assert not acting(ran.output)


def test_a_page_isolates_names_that_run_from_right_to_left(small: br.KnowledgeBase) -> None:
    from balance_rules.report.html import html_report

    page = html_report(small.assess({"person": "\u05e8\u05d5\u05d1\u05d9\u05df", "sitting": 9}))
    assert "\u2068\u05e8\u05d5\u05d1\u05d9\u05df\u2069" in page
    assert not acting(page, "\n\u2068\u2069")


# ---------------------------------------------------------------- files


def test_a_file_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    write_text(target, "before")
    target.chmod(0o640)
    write_text(target, "after")
    assert (target.read_text(), target.stat().st_mode & 0o777) == ("after", 0o640)

    def half() -> None:
        with aside(target) as partial:
            partial.write_text("half")
            raise OSError(28, "No space left on device")

    with pytest.raises(br.FactError, match=r"report.html: found No space left on device; expected a file that can be"):
        half()
    for place in (tmp_path / "missing" / "a.html", tmp_path):
        with pytest.raises(br.FactError, match="a file that can be written"):
            write_text(place, "x")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert target.read_text() == "after"


def test_a_link_keeps_pointing_and_a_device_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "real.html").write_text("before")
    (tmp_path / "link.html").symlink_to("real.html")
    write_text(tmp_path / "link.html", "after")
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "real.html").read_text() == "after"
    write_text(Path(os.devnull), "nothing")
    assert not Path(os.devnull).is_file()


def test_links_in_a_circle_are_refused_and_stay(tmp_path: Path) -> None:
    (tmp_path / "a.html").symlink_to("b.html")
    (tmp_path / "b.html").symlink_to("a.html")
    with pytest.raises(br.FactError, match="a file that can be written"):
        write_text(tmp_path / "a.html", "x")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_symlink()) == ["a.html", "b.html"]


EXAMPLES = Path(__file__).parents[1] / "examples"
VISIT = "date: {}\nscreening: none\npain: {{low_back: {}}}\n"


@pytest.mark.usefixtures("of_small")
@pytest.mark.parametrize(
    "command",
    [
        ["assess", "profile.yaml", "--html", "profile.yaml"],
        ["assess", "profile.yaml", "--log", "hevy.csv", "--html", "link.csv"],
        ["log", "hevy.csv", "--svg", "hevy.csv"],
        ["explain", "profile.yaml", "1", "--html", "profile.yaml"],
        ["explain", "profile.yaml", "--contrast", "first.yaml", "--html", "first.yaml"],
        ["follow-up", "first.yaml", "second.yaml", "--html", "second.yaml"],
        ["fhir", "profile.yaml", "-o", "profile.yaml"],
        ["import", "hevy.csv", "--mapping", "first.yaml", "-o", "first.yaml"],
        ["import", "hevy.csv", "-o", "hevy.csv"],
        ["programme", "profile.yaml", "--log", "hevy.csv", "--sessions", "3", "--csv", "hevy.csv"],
        ["programme", "profile.yaml", "--sessions", "3", "--csv", "new", "--html", "new"],
        ["cohort", "squad.csv", "--html", "squad.csv"],
        ["cohort", "squad.csv", "-o", "squad.csv"],
        ["cohort", "squad.csv", "-o", "new.csv", "--html", "new.csv"],
    ],
    ids=" ".join,
)
def test_no_command_writes_over_what_it_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    for path in (*(EXAMPLES / "desk_lifter").glob("*.*"), EXAMPLES / "squad" / "squad.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "first.yaml").write_text(VISIT.format("2026-01-01", 5), encoding="utf-8")
    (tmp_path / "second.yaml").write_text(VISIT.format("2026-03-01", 2), encoding="utf-8")
    (tmp_path / "link.csv").symlink_to("hevy.csv")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 4, result.output
    assert "expected a file to write" in result.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


WITHOUT = {"stdout": ["assess", "told.yaml"], "stdin": ["ask", "p.yaml"]}


@pytest.mark.usefixtures("of_small")
@pytest.mark.parametrize("stream", WITHOUT)
def test_a_command_without_a_standard_stream_ends_without_a_traceback(
    stream: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Python makes of a stream that whoever started the process has closed is None."""
    monkeypatch.chdir(tmp_path)
    Path("told.yaml").write_text("sitting: 9\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["balance-rules", *WITHOUT[stream]])
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, io.StringIO())
    monkeypatch.setattr(sys, stream, None)
    with pytest.raises(SystemExit) as ended:
        main()
    getattr(sys, stream).close()  # what stands in for it
    assert ended.value.code in (0, 1)


# Runs commands one after the other: to start a process takes longer than both.
EACH = """
import json, runpy, sys
for words in json.loads(sys.argv[1]):
    sys.argv = ["balance-rules", *words]
    try:
        runpy.run_module("balance_rules", run_name="__main__")
    except SystemExit as ended:
        assert ended.code in (0, 1, 2), ended.code
    else:
        raise AssertionError(f"{words} went on")
"""


def test_a_process_without_standard_streams_ends_without_a_traceback_and_lets_no_text_act(tmp_path: Path) -> None:
    """At each change two that need no knowledge, without any stream; at night others, each in a process of its own."""
    commands = [["--version"], [COMMANDS[-1][-1]]]
    shell = ["sh", "-c", '"$@" <&- >&-', "sh", sys.executable, "-c", EACH, json.dumps(commands)]
    run = subprocess.run(shell, capture_output=True, check=False, cwd=tmp_path, env={**os.environ, "PYTHONUTF8": "1"})
    told = run.stderr.decode()
    assert (run.returncode, "Traceback" in told) == (0, False), told
    assert "No such command" in told, "the second was run, too"
    assert not acting(told)


def test_what_a_killed_run_left_is_cleared_and_what_is_being_written_is_not(tmp_path: Path) -> None:
    target = tmp_path / "out[1].html"
    (tmp_path / ".out[1].html.00000000.partial").write_text("left by a run that was killed")
    (tmp_path / ".other.html.00000000.partial").write_text("of another file")
    with aside(target) as slow:
        slow.write_text("slow")
        write_text(target, "quick")
        assert slow.exists()
    assert target.read_text() == "slow"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".other.html.00000000.partial", "out[1].html"]


# Forks a child that writes versions of a file without end, and stops it at a random moment, as often as it is told and
# until one left a part: twenty at each change, a hundred at night.
KILLED = """
import os, random, signal, sys, time
from pathlib import Path
from balance_rules.text.writing import write_text
for number in (signal.SIGTERM, signal.SIGHUP):  # a shell that runs things behind has them ignored
    signal.signal(number, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)
folder, chance = Path(sys.argv[1]), random.Random(7)
target = folder / "profile.yaml"
write_text(target, "0\\n" * 1000)
left = 0
for turn in range(100):
    if turn >= int(sys.argv[2]) and left:
        break
    child = os.fork()
    if child == 0:
        try:
            for version in range(10**9):
                write_text(target, f"{version}\\n" * 1000)
        finally:
            os._exit(0)
    time.sleep(chance.uniform(0.0005, 0.02))
    sign = chance.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
    os.kill(child, sign)
    while os.waitpid(child, os.WNOHANG) == (0, 0):  # outside a write a signal may be lost: ask again, as a user would
        time.sleep(0.05)
        os.kill(child, sign)
    lines = target.read_text().splitlines()
    assert len(lines) == 1000 and len(set(lines)) == 1, f"half a file after {sign}"
    partials = list(folder.glob(".*.partial"))
    assert not partials or sign == signal.SIGKILL, f"{partials} left by {sign}"
    left += len(partials)
    write_text(target, "whole\\n" * 1000)
    assert not list(folder.glob(".*.partial")), "the next run clears what was left"
print(left)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, which Windows lacks")
def test_a_writer_stopped_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, tmp_path, str(effort(20, 100))]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) > 0  # some were killed while they wrote


LOST = """
import os, signal, sys
from pathlib import Path
from balance_rules.text.writing import aside
class Freed:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
with aside(Path(sys.argv[1]) / "report.html") as partial:
    Freed()
    partial.write_text("whole")
print("went on")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
def test_a_signal_that_python_drops_ends_the_run_all_the_same(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", LOST, tmp_path], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (-signal.SIGTERM, "")
    assert not list(tmp_path.glob(".*.partial"))


def test_the_quick_looks_miss_no_sign() -> None:
    """Of all signs at night; at each change of the planes that have others than letters of Chinese and of nobody."""
    planes = range(17) if effort(1, 2) == 2 else (0, 1, 14)
    every = "".join(chr(sign) for plane in planes for sign in range(plane << 16, (plane + 1) << 16))
    acting = set("".join(writing._CONTROL.findall(every)))
    assert not any(map(str.isprintable, acting))
    leftwards = {sign for sign in every if unicodedata.bidirectional(sign) in ("R", "AL")}
    assert leftwards - acting <= set(writing._MAYBE_LEFTWARDS.findall(every))
