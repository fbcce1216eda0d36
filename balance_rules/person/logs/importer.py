"""Training-log exports, read: the one function that people call, whatever apps wrote the files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from balance_rules.errors import FactError, Problem, nearest
from balance_rules.model import Exercise, TitleWords
from balance_rules.person.logs.account import LogAccount
from balance_rules.person.logs.files import File, read_files
from balance_rules.person.logs.formats import LogFormat, Options, recognise
from balance_rules.person.logs.formats.columns import TableFormat
from balance_rules.person.logs.formats.mapped import mapped_format
from balance_rules.person.logs.log import TrainingLog
from balance_rules.person.logs.titles import Catalogue, catalogue, read_titles
from balance_rules.text.collecting import uncollected

Paths = Path | str | File | Sequence[Path | str | File]


def read_log(
    path: Paths,
    *,
    exercises: Mapping[str, Exercise],
    not_counted: Collection[str],
    unknown_work: Collection[str] = (),
    words: Sequence[TitleWords] = (),
    known: Catalogue | None = None,
    titles: Mapping[str, str] | Path | str | None = None,
    weight_unit: Literal["kg", "lb"] | None = None,
    day_first: bool | None = None,
    sided: bool = False,
    mapping: Mapping[str, Any] | Path | str | None = None,
    progress: Callable[[int], None] | None = None,
) -> TrainingLog:
    """Read the exports of any apps as one training log, with an account of every row.

    A row is judged in this order, and the first thing that is wrong is its reason: cells, exercise,
    set type, numbers, date; then warm-ups and activities that are not counted are set apart; then a set
    must have been performed: repetitions or seconds above 0, or metres for a carry. 0 repetitions are
    a failed set, which is no work done. Only then a title that nothing bears is a lost set. A session that
    was exported twice, in one file or in several, counts once.

    Parameters
    ----------
    path
        The file or files: CSV, JSON, or zip archives of them, in UTF-8. Each is known by its header. A
        `logs.File` is one whose bytes are at hand, from an upload say.
    exercises
        The catalogue, by id.
    not_counted
        Titles that are known and not counted for muscles.
    unknown_work
        Those of `not_counted` that do train muscles, in shares that nobody can give: Olympic lifts.
    words
        The tables of words that titles are read with, in other languages too.
    known
        The catalogue of all these, where it was made before: making it takes longer than reading a short log.
    titles
        A person's own mapping of titles to ids of exercises, or to ``"not_counted"`` or ``"ignore"``, or a YAML
        file with one; it comes first.
    weight_unit
        The unit of weights whose file names none.
    day_first
        Whether ``5/6/2026`` is in June, when no date of the file shows it.
    sided
        Whether each side of a one-sided exercise was logged as a set of its own: two of them make one.
    mapping
        Which column holds what, for tables of an app that is not known; see `logs.formats.mapped`. Files without these
        columns are known by their headers.
    progress
        Called with the number of rows read so far, every 5,000 rows and at the end.

    Raises
    ------
    FactError
        A file cannot be read or is no training log; `titles` or `mapping` is wrong.
    """
    own = read_titles(titles) if titles is not None else {}
    if known is None:
        known = catalogue(exercises, not_counted, words=words, unknown_work=unknown_work)
    account = LogAccount(known.with_own(own, exercises), exercises, sided)
    options = _options(weight_unit)
    form = None if mapping is None else mapped_format(mapping)
    paths = [path] if isinstance(path, (str, Path, File)) else [*path]
    if not paths:
        raise FactError.of(
            "log", "no file", "the path of a training log", "Give at least one file.", code="nothing-there"
        )
    with uncollected():
        for place in paths:
            for file, layout in _recognised(read_files(place), form, account.notes):
                account.read(file, layout, options, day_first, progress)
        if form is not None and all(read.layout != form.id for read in account.files):
            raise FactError([_fits_none(form, paths)])
        if progress:
            progress(account.rows)
        return account.log(", ".join(map(str, paths)))


def _options(weight_unit: str | None) -> Options:
    if weight_unit not in (None, "kg", "lb"):
        guess = nearest(str(weight_unit), ["kg", "lb"]) or "kg"
        raise FactError.of("weight_unit", f"{weight_unit!r}", "'kg' or 'lb'", f"Write {guess!r}?", code="unknown-word")
    return Options(weight_unit)


def _recognised(files: list[File], form: TableFormat | None, notes: list[Problem]) -> list[tuple[File, LogFormat]]:
    """The files with their formats; in an archive, what is no log is told and passed over."""
    known: list[tuple[File, LogFormat]] = []
    problems: list[Problem] = []
    for file in files:
        try:
            known.append((file, _format(file, form)))
        except FactError as error:
            problems += error.problems
    if not known:
        raise FactError(problems)
    notes += problems
    return known


def _format(file: File, form: TableFormat | None) -> LogFormat:
    """The format of a mapping for the files that have its columns; every other file is known by its header."""
    if form is not None and form.recognise(file):
        return form
    try:
        return recognise(file)
    except FactError:
        if form is None or file.is_json:
            raise
        raise FactError(form.missing(form.table(file))) from None


def _fits_none(form: TableFormat, paths: Sequence[Path | str | File]) -> Problem:
    found = f"no table with the columns {', '.join(map(repr, form.sought.values()))}"
    fix = "Correct the mapping; or leave it out, since every file is known by its header."
    return Problem(", ".join(map(str, paths)), found, "a file that the mapping fits", fix, code="missing")
