"""A source: how it is cited in one line, where it is found, and whether its address lasts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from in_one import in_one

import balance_rules as br
from balance_rules.knowledge.sources import HOMES, identified, stray_host
from balance_rules.model import Evidence
from tests.small_knowledge import write_knowledge


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    folder = tmp_path_factory.mktemp("knowledge") / "small"
    write_knowledge(folder)
    return br.load(folder, bundled=False).knowledge.evidence["review_2002"]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Author A. A review. A journal 2002."),
        ({"authors": "A B, C D, E F"}, "A B, C D, E F. A review. A journal 2002."),
        ({"authors": "A B, C D, E F, G H"}, "A B, C D, E F, et al. A review. A journal 2002."),
        ({"title": "Does it work?"}, "Author A. Does it work? A journal 2002."),
        ({"journal": None, "publisher": "A body", "year": None}, "Author A. A review. A body."),
    ],
)
def test_a_citation_is_composed_from_the_fields(source: Evidence, changes: dict[str, object], line: str) -> None:
    assert replace(source, **changes).citation == line  # type: ignore[arg-type]


def test_the_link_is_the_most_lasting_address(source: Evidence) -> None:
    full = replace(source, pmid="12", pmcid="PMC34", url="https://a.journal/5")
    assert full.link == "https://doi.org/10.1000/review"
    assert replace(full, doi=None).link == "https://pmc.ncbi.nlm.nih.gov/articles/PMC34/"
    assert replace(full, doi=None, pmcid=None).link == "https://pubmed.ncbi.nlm.nih.gov/12/"
    assert replace(full, doi=None, pmcid=None, pmid=None).link == "https://a.journal/5"


def test_a_source_nobody_read_is_identified_all_the_same(source: Evidence) -> None:
    assert identified(source)
    assert identified(replace(source, verified=None))
    assert not identified(replace(source, authors="Authors not recorded"))
    assert not identified(replace(source, year=None))
    assert identified(replace(source, year=None, journal=None, publisher="A body"))


@in_one("host", sorted(HOMES))
def test_a_home_is_known_by_any_of_its_names_but_not_by_another_that_ends_alike(host: str) -> None:
    assert stray_host(f"https://{host}/1") is stray_host(f"https://www.{host.upper()}/1") is None
    assert stray_host(f"https://not-{host}/1") == f"not-{host}"
    assert stray_host(f"https://{host}.copies.org/1") == f"{host}.copies.org"


def test_a_host_that_nobody_judged_is_no_home(source: Evidence) -> None:
    for url in (
        "https://d.docksci.com/a",
        "https://doczz.net/doc/4",
        "https://a-new-mirror.example/5",
        "https://sdsu.edu/6",
    ):
        assert not identified(replace(source, url=url)), url


def test_every_source_is_identified_and_every_home_has_one(kb: br.KnowledgeBase) -> None:
    sources = kb.knowledge.evidence.values()
    assert [source.id for source in sources if not identified(source)] == []
    addresses = [source.url for source in sources if source.url]
    assert [home for home in sorted(HOMES) if not any(f"{home}/" in url for url in addresses)] == []


@in_one(
    ("old", "new", "expected"),
    [
        ("journal: A journal\n", "journal: A journal\npublisher: A body\n", "a journal or a publisher, one of the two"),
        ("journal: A journal\n", "", "a journal or a publisher, one of the two"),
        ("doi: 10.1000/review", "doi: https://doi.org/10.1000/review", "a DOI such as"),
        ("doi: 10.1000/review", "doi: null", "a doi, a pmid, a pmcid or a url"),
        ("pmcid: null", "pmcid: '123'", "a PubMed Central number"),
        ("read: full_text", "read: hearsay", "'abstract'"),
    ],
)
def test_a_source_of_the_wrong_shape_is_refused(tmp_path: Path, old: str, new: str, expected: str) -> None:
    folder = tmp_path / "small"
    write_knowledge(folder)
    path = folder / "evidence" / "review_2002.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(br.KnowledgeError, match=expected):
        br.load(folder, bundled=False)
