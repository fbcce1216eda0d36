"""What is in a knowledge folder: its hash, how folders combine, and what is refused before it can do harm."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest
from effort import effort
from in_one import in_one
from small_knowledge import FILES, write_knowledge

import balance_rules as br
from balance_rules.knowledge import load_knowledge
from balance_rules.model import Knowledge

R1 = "rules/1_from_facts/hq_below_convention.yaml"
CHAIN = "rules/2_from_findings/weak_side_of_the_chain.yaml"
PERSON = "attributes/person.yaml"


def loaded(folder: Path, **options: bool) -> Knowledge:
    return load_knowledge([folder], bundled=False, **options)


def problems(folder: Path, *more: Path) -> list[str]:
    with pytest.raises(br.KnowledgeError) as caught:
        load_knowledge([folder, *more], bundled=False)
    return [str(problem) for problem in caught.value.problems]


# ---------------------------------------------------------------- the hash


def rewritten(text: str, chance: random.Random) -> str:
    """Return the same entries in another dress: the entries of a list shuffled, comments, blank lines, spaces."""
    entries = re.split(r"(?m)^(?=- )", text)
    head, rest = entries[0], entries[1:]
    chance.shuffle(rest)
    lines = "".join([head, *rest]).splitlines()
    dressed = [f"{line}{' ' * chance.randint(0, 2)}{chance.choice(['', '  # why'])}" for line in lines]
    return "# another dress\n\n" + "\n".join(dressed) + "\n\n# the end\n"


@pytest.mark.parametrize("seed", range(effort(2, 4)))
def test_the_hash_does_not_see_comments_layout_and_order(small: br.KnowledgeBase, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    files: dict[str, str | bytes | None] = {path: rewritten(text, chance) for path, text in FILES.items()}
    files["families.yaml"] = FILES["families.yaml"]  # here the order is part of what is said
    files["attributes/zz.yaml"] = files.pop("attributes/person.yaml")
    files["attributes/person.yaml"] = None
    assert loaded(write_knowledge(tmp_path / "kb", files=files)).hash == small.hash


def test_the_hash_sees_the_order_where_the_first_is_told_first(small: br.KnowledgeBase, tmp_path: Path) -> None:
    first, *rest = FILES["families.yaml"].splitlines(keepends=True)
    other = loaded(write_knowledge(tmp_path / "kb", files={"families.yaml": "".join([*rest, first])}))
    assert [*other.families] == ["pain_linked", "weakness", "data_quality"]
    assert other.hash != small.hash


def test_the_hash_does_not_see_into_which_files_a_list_is_split(small: br.KnowledgeBase, tmp_path: Path) -> None:
    entries = re.split(r"(?m)^(?=- )", FILES[PERSON])
    files: dict[str, str | bytes | None] = {f"attributes/part_{i}.yaml": text for i, text in enumerate(entries) if text}
    assert loaded(write_knowledge(tmp_path / "kb", files={**files, PERSON: None})).hash == small.hash


@in_one(
    ("path", "old", "new"),
    [
        (R1, "certainty: 0.4", "certainty: 0.41"),
        (R1, "lt: 0.60", "le: 0.60"),
        (R1, "lt: 0.60", "lt: 0.61"),
        (R1, "the convention is", "the norm is"),
        (R1, "source: review_2002", "source: cohort_2016"),
        (R1, "group: strength", "group: power"),
        (CHAIN, "at_least: moderate", "at_least: high"),
        (PERSON, "resolution: 0.25", "resolution: 0.5"),
        (PERSON, "beginner: beginner, intermediate: intermediate", "intermediate: intermediate, beginner: beginner"),
        (PERSON, "Was the ligament", "Has the ligament"),
        ("domains.yaml", "{label: bench}", "{label: a bench}"),
        ("knowledge.yaml", "1.0.0", "1.0.1"),
        ("doses.yaml", "30 %", "25 %"),
        ("muscles.yaml", "common_name: outer hamstring", "common_name: biceps of the thigh"),
        ("exercises/thigh.yaml", "aliases: [Hip Lift]", "aliases: [Hip Lift, Bridge]"),
        ("evidence/review_2002.yaml", "grade: A", "grade: B"),
        ("claims.yaml", "verdict: unsupported", "verdict: mixed"),
        ("referrals/cauda_equina.yaml", "Go to an emergency department now.", "Go to an emergency department at once."),
    ],
)
def test_the_hash_changes_with_the_content(
    small: br.KnowledgeBase, tmp_path: Path, path: str, old: str, new: str
) -> None:
    changed = loaded(write_knowledge(tmp_path / "kb", {path: (old, new)}))
    assert changed.hash != small.hash
    assert changed != small.knowledge
    assert len(changed.hash) == 64


def test_knowledge_is_equal_by_its_hash(small: br.KnowledgeBase, small_folder: Path) -> None:
    again = loaded(small_folder)
    assert again == small.knowledge
    assert hash(again) == hash(small.knowledge)
    assert again != "knowledge"


# ---------------------------------------------------------------- several folders, drafts


def test_a_second_folder_overrides_and_extends(small: br.KnowledgeBase, small_folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    rules = mine / "rules" / "1_from_facts"
    rules.mkdir(parents=True)
    (rules / "hq_below_convention.yaml").write_text(FILES[R1].replace("certainty: 0.4", "certainty: 0.2"))
    new = FILES[R1].replace("hq_below_convention", "another_rule").replace("lt: 0.60", "lt: 0.8")
    (rules / "another_rule.yaml").write_text(new.replace('"hq[left]": 0.60', '"hq[left]": 0.8'))
    both = load_knowledge([small_folder, mine], bundled=False)
    assert both.rules_by_id["hq_below_convention[left]"].weight == 223
    assert both.rules_by_id["another_rule[left]"].weight == 511
    assert len(both.rules) == len(small.knowledge.rules) + 2
    assert both.hash != small.hash
    assert (both.name, both.version) == ("small", "1.0.0")


def test_drafts_are_loaded_on_request_only_and_deprecated_rules_never(tmp_path: Path) -> None:
    for status, plain, drafts in (("stable", 2, 2), ("draft", 0, 2), ("deprecated", 0, 0)):
        folder = write_knowledge(tmp_path / status, {R1: ("status: stable", f"status: {status}")})
        for asked, expected in ((False, plain), (True, drafts)):
            rules = [rule for rule in loaded(folder, drafts=asked).rules if rule.name == "hq_below_convention"]
            assert len(rules) == expected
    with_drafts = loaded(tmp_path / "draft", drafts=True)
    assert with_drafts.hash != loaded(tmp_path / "draft").hash, "two knowledge bases that conclude differently"


# ---------------------------------------------------------------- what is refused


def test_every_problem_of_a_load_is_reported_in_reading_order(tmp_path: Path) -> None:
    folder = write_knowledge(
        tmp_path / "kb",
        {
            R1: ("certainty: 0.4", "certainty: 4"),
            CHAIN: ("gt: 8 h/day", "gt: 8 kg"),
            "muscles.yaml": ("parent: hamstrings", "parent: hams"),
            "evidence/review_2002.yaml": ("grade: A", "grade: E"),
        },
        files={"notes/readme.yaml": "a: 1", "rules/1_from_facts/broken.yaml": "a: ["},
    )
    assert [problem.partition(": ")[0] for problem in problems(folder)] == [
        "kb/evidence/review_2002.yaml:12:8",
        "kb/muscles.yaml:4:12",
        "kb/notes/readme.yaml",
        "kb/rules/1_from_facts/broken.yaml:2:1",
        f"kb/{R1}:6:60",
        f"kb/{CHAIN}:8:21",
    ]


def test_what_rests_on_a_refused_entry_is_not_reported_as_well(tmp_path: Path) -> None:
    (problem,) = problems(write_knowledge(tmp_path / "kb", {PERSON: ("range: [0, 24]", "range: [24, 0]")}))
    assert "found the range 24 to 0" in problem


def test_a_folder_that_is_none_or_empty_is_refused(tmp_path: Path) -> None:
    assert "found no folder" in problems(tmp_path / "nothing")[0]
    (tmp_path / "empty").mkdir()
    assert "found no knowledge file; expected at least one .yaml file" in problems(tmp_path / "empty")[0]


@pytest.mark.parametrize(
    ("path", "guess"),
    [
        ("rules/hops.yaml", "rules/*/*.yaml"),
        ("claim.yaml", "claims.yaml"),
        ("attributes/deep/er.yaml", "attributes/*.yaml"),
        ("doses.yml", "doses.yaml"),
        ("muscles.json", "muscles.yaml"),
    ],
)
def test_a_file_in_no_place_is_refused_and_its_place_guessed(tmp_path: Path, path: str, guess: str) -> None:
    (problem,) = problems(write_knowledge(tmp_path / "kb", files={path: "[]"}))
    assert problem == (
        f"kb/{path}: found a file that no layout knows; expected a knowledge file in its folder. Move it to {guess!r}?"
    )


@in_one(
    ("content", "message"),
    [
        ("a: &a [x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nd: [*c,*c,*c]", ":1:4: found the YAML anchor or alias 'a'"),
        ("id: !!python/object/apply:os.mkdir [MARKER]", ":1:5: found the YAML tag"),
        ("id: !!python/name:os.system", ":1:5: found the YAML tag"),
        ("id: a\nid: a", ":2:1: found the key 'id' a second time"),
        ("a: " * 500_000, "bytes; expected at most 1,048,576 bytes"),
        ("[" * 1_000_000, "found nesting too deep"),
        (b"\x7fELF\x02\x01\x01\x00" * 100, "expected YAML"),
        (b"\xff\xd8\xff\xe0", "found a byte that is not UTF-8 at offset 0"),
        ("", "found nothing; expected a mapping"),
        ("just words", "found 'just words'; expected a mapping"),
        ("- a list", "found a list; expected a mapping"),
        ("{resolution: 1e-999999999}", "found no 'id'"),
    ],
)
def test_what_could_run_or_swell_is_refused(tmp_path: Path, content: str | bytes, message: str) -> None:
    path = "referrals/bad.yaml"
    if isinstance(content, str):
        content = content.replace("MARKER", str(tmp_path / "ran"))
    found = problems(write_knowledge(tmp_path / "kb", files={path: content}))
    assert any(f"kb/{path}" in problem and message in problem for problem in found), found
    assert not (tmp_path / "ran").exists()


@in_one(
    ("old", "new"),
    [
        ("resolution: 0.25", "resolution: 1e-999999999"),
        ("range: [0, 24]", "range: [0, 1e999999999]"),
        ("range: [0, 24]", f"range: [0, {'9' * 200_000}]"),
        ("unit: h/day", "unit: (km/m)**999999999"),
        ("range: [0, 24]", "range: [0, .inf]"),
        ("resolution: 0.25", "resolution: .nan"),
    ],
)
def test_numbers_that_would_fill_memory_are_refused(tmp_path: Path, old: str, new: str) -> None:
    found = problems(write_knowledge(tmp_path / "kb", {PERSON: (old, new)}))
    assert all(f"kb/{PERSON}" in problem for problem in found)


def test_too_many_groundings_are_refused(tmp_path: Path) -> None:
    members = ", ".join(f"m{i}: {{label: m{i}}}" for i in range(60))
    domains = FILES["domains.yaml"] + f"many: {{{members}}}\n"
    rule = FILES[R1].replace("for: {side: [left, right]}", "for: {side: side, a: many, b: many}")
    folder = write_knowledge(tmp_path / "kb", files={"domains.yaml": domains, R1: rule})
    assert any("found too many combinations of variables; expected at most 2000" in p for p in problems(folder))


def test_links_to_elsewhere_are_read_like_files(tmp_path: Path) -> None:
    folder = write_knowledge(tmp_path / "kb")
    shutil.copy(folder / "doses.yaml", tmp_path / "doses.yaml")
    (folder / "doses.yaml").unlink()
    (folder / "doses.yaml").symlink_to(tmp_path / "doses.yaml")
    assert loaded(folder).progression is not None
