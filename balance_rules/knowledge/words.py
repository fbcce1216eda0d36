"""Plain words, words to search with and headings: what the files of all folders say, in one table for each use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from balance_rules.errors import Problem, unknown_name
from balance_rules.knowledge import schemas
from balance_rules.knowledge.entries import Entries, Entry
from balance_rules.knowledge.grounding import Vocabulary
from balance_rules.model import Words, read_only
from balance_rules.text.plain_words import plain, terms_in
from balance_rules.text.search import compared

Table = Mapping[str, Entry[schemas.WordsSchema]]


def words_of(entries: Entries, folders: Iterable[Collection[Entry[schemas.WordsSchema]]]) -> dict[str, Table]:
    """The terms of each use with the entry that says their words; a later folder wins, and one folder says it once.

    `folders` are the entries of each folder, in order; those that a later folder replaced count no more.
    """
    tables: dict[str, dict[str, Entry[schemas.WordsSchema]]] = {}
    left = entries.of("words", schemas.WordsSchema)
    for folder in folders:
        here: dict[tuple[str, str], Entry[schemas.WordsSchema]] = {}
        for entry in (entry for entry in folder if left.get(entry.id) is entry):
            for term in entry.schema.words:
                first = here.setdefault((entry.schema.use, term), entry)
                if first is not entry:
                    found, fix = f"the term {term!r}", "Remove one of the two."
                    expected = f"each term once in a folder (first at {_place(first, term)})"
                    entries.problems.append(Problem(_place(entry, term), found, expected, fix, code="duplicate"))
                tables.setdefault(entry.schema.use, {})[term] = entry
    return dict(tables)


def build_words(entries: Entries, vocabulary: Vocabulary) -> Words:
    """Return the words of the knowledge; what cannot work in any use is a problem."""
    said = {use: {term: e.schema.words[term] for term, e in table.items()} for use, table in entries.words.items()}
    words = Words(**{use: read_only(table) for use, table in said.items()})
    for problem in (*_replaced_again(entries, words), *_never_met(entries, words), *_of_no_file(entries, words)):
        vocabulary.report(problem)
    return words


def _replaced_again(entries: Entries, words: Words) -> Iterator[Problem]:
    """Yield a problem for plain words that hold a term themselves: replaced twice, a text would say something else."""
    for term, said in words.client.items():
        if plain(said, words.client) != said:
            again = next(iter(terms_in(said, words.client)))
            other = _place(entries.words["client"][again], again)
            found = f"{said!r} for {term!r}, in which {again!r} is a term itself (at {other})"
            place, expected = _place(entries.words["client"][term], term), "plain words without another term"
            yield Problem(place, found, expected, "Change one of the two.", code="conflict")


def _never_met(entries: Entries, words: Words) -> Iterator[Problem]:
    """Yield a problem for words to search with that no search would compare."""
    for term, said in words.search.items():
        for word in (term, said):
            if compared(word) != [word]:
                place, expected = _place(entries.words["search"][term], term), "one word in the form that is compared"
                fix = "Write one word: lower case, singular, without accents, and not one that says nothing."
                yield Problem(place, repr(word), expected, fix, code="conflict")


def _of_no_file(entries: Entries, words: Words) -> Iterator[Problem]:
    """Yield a problem for the heading of a file that holds no attribute."""
    attributes = entries.of("attribute", schemas.AttributeSchema).values()
    files = {PurePosixPath(entry.document.path).stem for entry in attributes}
    for term in words.heading:
        if term not in files:
            place, fix = _place(entries.words["heading"][term], term), "Write the name of the file without '.yaml'."
            yield unknown_name(place, term, files, "file of attributes", fix)


def _place(entry: Entry[schemas.WordsSchema], term: str) -> str:
    return str(entry.place("words", term))
