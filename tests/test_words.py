"""Words of the knowledge: plain ones, those people search with, headings; a folder of one's own adds to them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_one import in_one
from small_knowledge import write_knowledge

import balance_rules as br
from balance_rules.text.plain_words import plain, terms_in
from balance_rules.text.search import find_names


def written(folder: Path, name: str, text: str) -> Path:
    (folder / "words").mkdir(parents=True, exist_ok=True)
    (folder / "words" / f"{name}.yaml").write_text(f"id: {name}\n{text}", encoding="utf-8")
    return folder


def test_a_folder_adds_plain_words_and_changes_some(
    tmp_path: Path, small_folder: Path, small: br.KnowledgeBase
) -> None:
    club = "use: client\nwords:\n  weak hamstrings: hamstrings to train\n  quadriceps: front of the thigh\n"
    ours = br.load(small_folder, written(tmp_path, "club", club), bundled=False)
    added = {"weak hamstrings": "hamstrings to train", "quadriceps": "front of the thigh"}
    assert ours.knowledge.words.client == {**small.knowledge.words.client, **added}
    assert {*ours.knowledge.words.client} - {*small.knowledge.words.client} == {"weak hamstrings"}
    why = ours.assess({"sitting": 1}).how("hamstring_weakness[left]")
    assert "Hamstrings to train, left" in why.to_text("athlete")
    assert "Weak hamstrings, left" in why.to_text("coach")


def test_an_entry_of_the_same_id_replaces_all_of_it(tmp_path: Path, small_folder: Path) -> None:
    plainly = written(tmp_path, "plain", "use: client\nwords: {soleus: lower calf}\n")
    ours = br.load(small_folder, plainly, bundled=False)
    assert ours.knowledge.words.client == {"soleus": "lower calf"}


def test_a_later_folder_wins_whatever_the_names_of_the_files(tmp_path: Path) -> None:
    one = written(tmp_path / "one", "zone", "use: client\nwords: {soleus: lower calf}\n")
    two = written(tmp_path / "two", "alpha", "use: client\nwords: {soleus: inner calf}\n")
    forth, back = br.load(one, two, bundled=False), br.load(two, one, bundled=False)
    assert (forth.knowledge.words.client["soleus"], back.knowledge.words.client["soleus"]) == (
        "inner calf",
        "lower calf",
    )
    assert forth.hash != back.hash  # for they say different words


def test_the_replacement_of_a_file_counts_by_the_folder_it_stands_in(tmp_path: Path) -> None:
    one = written(tmp_path / "one", "plain", "use: client\nwords: {soleus: deep calf}\n")
    one = written(one, "zone", "use: client\nwords: {knee: joint}\n")
    two = written(tmp_path / "two", "club", "use: client\nwords: {soleus: lower calf}\n")
    three = written(tmp_path / "three", "plain", "use: client\nwords: {soleus: inner calf}\n")
    words = br.load(one, two, three, bundled=False).knowledge.words.client
    assert words == {"knee": "joint", "soleus": "inner calf"}


def test_words_in_one_file_or_in_two_are_the_same_knowledge(tmp_path: Path) -> None:
    one = written(tmp_path / "one", "club", "use: client\nwords: {kneel: be on one knee, calf raise: heel raise}\n")
    two = written(tmp_path / "two", "first", "use: client\nwords: {calf raise: heel raise}\n")
    two = written(two, "second", "use: client\nwords: {kneel: be on one knee}\n")
    assert br.load(one, bundled=False).hash == br.load(two, bundled=False).hash


def test_a_folder_adds_words_to_search_with(tmp_path: Path, small_folder: Path, small: br.KnowledgeBase) -> None:
    club = written(tmp_path, "club", "use: search\nwords: {niggle: pain}\n")
    ours = br.load(small_folder, club, bundled=False).knowledge
    assert "hamstring_pain" in [name.id for name in find_names(ours, "niggle", kinds=["fact"])]
    assert "hamstring_pain" not in [name.id for name in find_names(small.knowledge, "niggle", kinds=["fact"])]


def test_a_folder_heads_its_own_file_of_attributes(tmp_path: Path, small_folder: Path) -> None:
    def groups() -> dict[str, str]:
        schema = br.load(small_folder, tmp_path, bundled=False).profile_schema
        return {name: field["x-group"] for name, field in schema["properties"].items() if "x-group" in field}

    (tmp_path / "attributes").mkdir()
    attribute = (
        "- {id: likes_tea, title: Likes tea, type: boolean, question: Tea?, how: Ask., effort: 1, silent: Ours.}\n"
    )
    (tmp_path / "attributes" / "own_things.yaml").write_text(attribute, encoding="utf-8")
    before = groups()
    assert before["likes_tea"] == "Own things"
    written(tmp_path, "club", "use: heading\nwords: {own_things: Tea and cake, person: You}\n")
    about_you = {name for name, group in before.items() if group == before["training_experience"]}
    assert len(before) > len(about_you) + 1
    assert groups() == {**before, **dict.fromkeys(about_you, "You"), "likes_tea": "Tea and cake"}


def test_a_knowledge_without_words_says_the_terms_themselves(tmp_path: Path) -> None:
    folder = write_knowledge(tmp_path / "small")
    named = br.load(folder, bundled=False)
    (folder / "words" / "plain.yaml").unlink()
    bare = br.load(folder, bundled=False)
    assert named.knowledge.words.client
    assert not bare.knowledge.words.client
    said = [kb.assess({}).how("hq_below_convention[left]").to_text("athlete") for kb in (named, bare)]
    assert ["quadriceps" in text for text in said] == [False, True]
    assert {field["x-group"] for field in bare.profile_schema["properties"].values()} > {"About"}


@in_one(
    ("text", "line", "found"),
    [
        ("use: client\nwords: {soleus: calf, soleus: deep calf}\n", 3, "soleus"),
        ("use: client\nwords: {soleus: ''}\n", 3, "''"),
        ("use: client\nwords: {soleus: ' calf'}\n", 3, "' calf'"),
        ("use: client\nwords: {Soleus: calf}\n", 3, "'Soleus'"),
        ("use: client\nwords: {soleus  muscle: calf}\n", 3, "'soleus  muscle'"),
        ("use: client\nwords: {}\n", 3, "a mapping"),
        (
            "use: client\nwords: {knee: joint of the shin, shin: lower leg}\n",
            3,
            "'shin' is a term itself (at",
        ),
        ("use: client\nwords: {knee: knee joint}\n", 3, "'knee' is a term itself (at"),
        ("use: athlete\nwords: {kneel: be on one knee}\n", 2, "'athlete'"),
        ("use: search\nwords: {sore knee: pain}\n", 3, "'sore knee'"),
        ("use: search\nwords: {niggle: pains}\n", 3, "'pains'"),
        ("use: heading\nwords: {persons: People}\n", 3, "'persons'"),
    ],
)
def test_words_that_cannot_work_are_refused_at_their_place(tmp_path: Path, text: str, line: int, found: str) -> None:
    with pytest.raises(br.KnowledgeError) as caught:
        br.load(written(tmp_path, "club", text), bundled=False)
    assert f"{tmp_path.name}/words/club.yaml:{line}:" in str(caught.value)
    assert found in str(caught.value)


def test_a_term_that_two_files_of_a_folder_give_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "a", "use: client\nwords: {kneel: be on one knee}\n")
    written(tmp_path, "b", "use: client\nwords:\n  calf raise: heel raise\n  kneel: go down\n")
    with pytest.raises(br.KnowledgeError) as caught:
        br.load(tmp_path, bundled=False)
    assert [(p.found, p.code) for p in caught.value.problems] == [("the term 'kneel'", "duplicate")]
    assert caught.value.problems[0].place.startswith(f"{tmp_path.name}/words/b.yaml:5:")
    assert f"{tmp_path.name}/words/a.yaml:3:" in caught.value.problems[0].expected


TABLES = st.dictionaries(st.sampled_from(["a", "b", "a b", "a-b", "b c", "ss", "i"]), st.sampled_from(["X", "y y"]))


@given(st.text(alphabet="abcAB sSiIıſß-.,_1", max_size=30), TABLES)
def test_the_terms_in_a_text_are_all_that_it_needs(text: str, words: dict[str, str]) -> None:
    assert plain(text, terms_in(text, words)) == plain(text, words)
    if not words:
        assert plain(text, words) == text
