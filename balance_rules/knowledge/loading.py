"""Knowledge folders → validated entries, each with the place of every part; nothing is interpreted here.

Several folders may be given: a later one extends the earlier, and replaces an entry of the same kind and id.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from balance_rules.errors import KnowledgeError, Problem, nearest
from balance_rules.knowledge import schemas
from balance_rules.knowledge.entries import Entries, Entry, S
from balance_rules.knowledge.following import FollowUpSchema
from balance_rules.knowledge.listing import MOST_FILES, knowledge_files
from balance_rules.knowledge.parameters import filled, numbers_of, used
from balance_rules.knowledge.programming import ProgrammingSchema, ThemeSchema
from balance_rules.knowledge.roles import stated_roles
from balance_rules.knowledge.words import words_of
from balance_rules.text.documents import Document, Route, read_document
from balance_rules.text.misfits import misfit
from balance_rules.text.quantities import shown

PARAMETERS = "parameters.yaml"
BLANK = "___"  # what a new file has where its author must write (`knowledge.templates`)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a kind of entry stands: its files, its schema, and whether a file is a list of entries."""

    kind: str
    pattern: str
    schema: type[BaseModel]
    listed: bool = False

    def holds(self, path: str) -> bool:
        """Return whether a file stands here, by its path within the folder."""
        return path.count("/") == self.pattern.count("/") and fnmatchcase(path, self.pattern)


LAYOUTS = (
    Layout("header", "knowledge.yaml", schemas.Header),
    Layout("domain", "domains.yaml", schemas.Member),
    Layout("attribute", "attributes/*.yaml", schemas.AttributeSchema, True),
    Layout("family", "families.yaml", schemas.FamilySchema, True),
    Layout("conclusion", "conclusions/*.yaml", schemas.ConclusionSchema, True),
    Layout("parameter", PARAMETERS, schemas.ParameterSchema, True),
    Layout("rule", "rules/*/*.yaml", schemas.RuleSchema),
    Layout("referral", "referrals/*.yaml", schemas.ReferralSchema),
    Layout("contradiction", "contradictions/*.yaml", schemas.ContradictionSchema),
    Layout("restriction", "restrictions/*.yaml", schemas.RestrictionSchema),
    Layout("prescription", "prescriptions/*.yaml", schemas.PrescriptionSchema),
    Layout("region", "regions.yaml", schemas.RegionSchema, True),
    Layout("muscle", "muscles.yaml", schemas.MuscleSchema, True),
    Layout("not counted", "exercises/not_counted.yaml", schemas.NotCountedSchema),
    Layout("title words", "title_words/*.yaml", schemas.TitleWordsSchema),
    Layout("words", "words/*.yaml", schemas.WordsSchema),
    Layout("exercise", "exercises/*.yaml", schemas.ExerciseSchema, True),
    Layout("doses", "doses.yaml", schemas.DosesSchema),
    Layout("follow-up", "follow_up.yaml", FollowUpSchema, True),
    Layout("programming", "programming.yaml", ProgrammingSchema),
    Layout("theme", "themes.yaml", ThemeSchema, True),
    Layout("evidence", "evidence/*.yaml", schemas.EvidenceSchema),
    Layout("claim", "claims.yaml", schemas.ClaimSchema, True),
    Layout("invariant", "invariants.yaml", schemas.InvariantSchema, True),
    Layout("suppression", "suppressions.yaml", schemas.SuppressionSchema, True),
)


class Domain(BaseModel):
    """The members of a domain; a wrapper, because an entry is a model."""

    members: dict[schemas.MemberId, schemas.Member]


def load_entries(folders: Sequence[Path]) -> Entries:
    """Read every knowledge file of `folders`, in order.

    Raises
    ------
    KnowledgeError
        When a folder cannot be read at all; problems of files are collected instead.
    """
    entries = Entries()
    for folder in folders:
        if not folder.is_dir():
            fix = "Give the path of a folder of knowledge files."
            raise KnowledgeError([Problem(str(folder), "no folder", "a knowledge folder", fix, code="nothing-there")])
    paths = [(folder, path) for folder in folders for path in _files(folder, entries.problems)]
    seen: dict[Path, dict[tuple[str, str], Entry[Any]]] = {folder: {} for folder in folders}
    named = [(folder, path) for folder, path in paths if path == folder / PARAMETERS]
    for folder, path in named:  # before the rest: a later folder sets the numbers that an earlier rule uses
        _read_file(path, folder, entries, seen[folder])
    entries.numbers = numbers_of(entries)
    for folder, path in (one for one in paths if one not in named):
        _read_file(path, folder, entries, seen[folder])
    entries.words = words_of(entries, (of.values() for of in seen.values()))
    entries.roles = stated_roles(seen.values())
    return entries


def _files(folder: Path, problems: list[Problem]) -> list[Path]:
    try:
        paths = sorted(folder / path for path, _ in knowledge_files(folder))
    except OSError as error:
        found, fix = (error.strerror or str(error)).lower(), "Check the path and its permissions."
        place = str(error.filename or folder)
        raise KnowledgeError([Problem(place, found, "a readable folder", fix, code="unreadable")]) from None
    if len(paths) > MOST_FILES:
        fix = "Check that the folder is the right one."
        raise KnowledgeError(
            [Problem(str(folder), f"{len(paths):,} files", f"at most {MOST_FILES:,}", fix, code="too-large")]
        )
    if not paths:
        fix = "Give a folder with knowledge files."
        problems.append(Problem(str(folder), "no knowledge file", "at least one .yaml file", fix, code="nothing-there"))
    return paths


def _read_file(path: Path, folder: Path, entries: Entries, seen: dict[tuple[str, str], Entry[Any]]) -> None:
    relative = path.relative_to(folder)
    shown = (Path(folder.name) / relative).as_posix()
    layout = next((item for item in LAYOUTS if item.holds(relative.as_posix())), None)
    if layout is None:
        known = sorted({item.pattern for item in LAYOUTS})
        close = difflib.get_close_matches(relative.as_posix(), known, n=1)
        fix = f"Move it to {close[0]!r}?" if close else "Move it to one of: " + ", ".join(known) + "."
        entries.problems.append(
            Problem(shown, "a file that no layout knows", "a knowledge file in its folder", fix, code="unknown-layout")
        )
        return
    document = read_document(path, shown)
    if document.problems:
        entries.problems += document.problems
        entries.refused.add(path.stem)
        return
    for entry in _validated(document, layout, entries):
        entries.add(_kind(layout, entry.schema), entry, seen)
        if "*" in layout.pattern and not layout.listed and layout.kind != "not counted" and entry.id != path.stem:
            found, expected = f"the id {entry.id!r}", f"{path.stem!r}, the name of the file"
            fix = "Rename the file or the id."
            entries.problems.append(Problem(str(entry.place("id")), found, expected, fix, code="conflict"))


def _kind(layout: Layout, schema: BaseModel) -> str:
    match schema:
        case schemas.DoseSchema():
            return "dose"
        case schemas.ProgressionSchema():
            return "progression"
        case schemas.ParameterSchema(title=None):
            return "own number"
    return layout.kind


def _validated(document: Document, layout: Layout, entries: Entries) -> Iterator[Entry[Any]]:
    if layout.kind == "domain":
        yield from _validated_domains(document, entries)
        return
    if layout.kind == "doses":
        doses = _validate(schemas.DosesSchema, document.value, document, (), entries.problems)
        for name, dose in (doses.doses if doses else {}).items():
            yield Entry(name, dose, document, ("doses", name))
        if doses and doses.progression:
            yield Entry("progression", doses.progression, document, ("progression",))
        return
    if layout.listed and not isinstance(document.value, list):
        expected = f"a list of {layout.kind} entries"
        entries.problems.append(
            Problem(str(document.place()), shown(document.value), expected, "Begin with '- id:'.", code="wrong-type")
        )
        return
    routes: Iterable[Route] = [(i,) for i in range(len(document.value))] if layout.listed else [()]
    for route in routes:
        for written in _written_out(document.value[route[0]] if route else document.value):
            left = list(_blanks(written)) if BLANK in repr(written) else []  # to look for the place takes longer
            if left:
                entries.problems += [_blank(document, (*route, *inner)) for inner in left]
                _refuse(written, entries)
                continue
            names = used(written, entries.numbers) if layout.kind == "rule" else ()
            value = filled(written, entries.numbers) if names else written
            schema = _validate(layout.schema, value, document, route, entries.problems)
            if schema is not None:
                yield Entry(getattr(schema, "id", layout.kind), schema, document, route, written, names)
            else:
                _refuse(value, entries)


def _refuse(written: Any, entries: Entries) -> None:
    """Note the id of what cannot be read, so that no other entry is blamed for naming it."""
    if isinstance(written, dict):
        entries.refused.add(str(written.get("id")))


def _blanks(value: Any, route: Route = ()) -> Iterator[Route]:
    """Yield the way to each text that was left blank, whether it is a value or the name of one."""
    match value:
        case str() if BLANK in value:
            yield route
        case dict():
            for name, part in value.items():
                inner = (*route, name)
                yield from (inner,) if BLANK in str(name) else _blanks(part, inner)
        case list():
            for i, part in enumerate(value):
                yield from _blanks(part, (*route, i))


def _blank(document: Document, route: Route) -> Problem:
    named = [str(part) for part in route if isinstance(part, str) and BLANK not in part]
    found = f"{'.'.join(named)!r} left blank"
    return Problem(
        str(document.place(route)), found, "what the comment beside it asks for", "Fill it in.", code="missing"
    )


def _written_out(entry: Any) -> Iterator[Any]:
    """Yield what an entry stands for: with `each: {speed: [60, 90]}` it is written once for each value of `{speed}`.

    Where the values have words of their own, `{speed_words}` stands for these. An `each` of another form is left
    for the schema to refuse.

    >>> each = {"turn": {"er": "outwards", "ir": "inwards"}}
    >>> list(_written_out({"id": "torque_{turn}", "title": "Torque {turn_words}", "each": each}))
    [{'id': 'torque_er', 'title': 'Torque outwards'}, {'id': 'torque_ir', 'title': 'Torque inwards'}]
    """
    each = entry.get("each") if isinstance(entry, dict) else None
    if not (isinstance(each, dict) and all(isinstance(values, (list, dict)) and values for values in each.values())):
        yield entry
        return
    rest = {name: value for name, value in entry.items() if name != "each"}
    for values in itertools.product(*each.values()):
        texts = {}
        for name, value in zip(each, values, strict=True):
            words = each[name]
            texts[f"{{{name}}}"] = str(value)
            texts[f"{{{name}_words}}"] = str(words[value] if isinstance(words, dict) else value)
        yield _filled(rest, texts)


def _filled(value: Any, texts: Mapping[str, str]) -> Any:
    """Return a value with the variables in its texts replaced, those of its keys too."""
    match value:
        case str():
            for variable, text in texts.items():
                value = value.replace(variable, text)
            return value
        case dict():
            return {_filled(name, texts): _filled(part, texts) for name, part in value.items()}
        case list():
            return [_filled(part, texts) for part in value]
    return value


def _validated_domains(document: Document, entries: Entries) -> Iterator[Entry[Domain]]:
    if not isinstance(document.value, dict):
        fix = "Write 'side: {left: {label: left}}'."
        entries.problems.append(
            Problem(str(document.place()), shown(document.value), "a mapping of domains", fix, code="wrong-type")
        )
        return
    for name, members in document.value.items():
        domain = _validate(Domain, {"members": members}, document, (name,), entries.problems, drop=1)
        if domain is not None:
            yield Entry(name, domain, document, (name,))
        else:
            entries.refused.add(name)


def _validate(
    schema: type[S], value: Any, document: Document, route: Route, problems: list[Problem], drop: int = 0
) -> S | None:
    try:
        return schema.model_validate(value)
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems += [_problem(schema, dict(detail), document, route, drop) for detail in details]
        return None


def _problem(schema: type[BaseModel], detail: dict[str, Any], document: Document, route: Route, drop: int) -> Problem:
    inner: Route = tuple(part for part in detail["loc"][drop:] if part != "[key]")
    place = str(document.place((*route, *inner)))
    name = inner[-1] if inner else schema.__name__
    part = next((repr(word) for word in reversed(inner) if isinstance(word, str)), "the entry")
    if detail["type"] == "extra_forbidden":
        known = sorted(f.alias or key for key, f in _schema_at(schema, detail["loc"]).model_fields.items())
        guess = nearest(str(name), known)
        fix = f"Write {guess!r}?" if guess else "Remove it."
        return Problem(place, f"the key {name!r}", "one of " + ", ".join(known), fix, code="unknown-name")
    if detail["type"] == "missing" and isinstance(name, int):
        return Problem(
            place, f"a list of {name}", f"at least {name + 1} entries", "Add what is missing.", code="missing"
        )
    if detail["type"] == "missing":
        return Problem(place, f"no {name!r}", f"a value for {name!r}", f"Add '{name}: …'.", code="missing")
    words = re.findall(r"'(\w+)'", detail["ctx"]["expected"]) if detail["type"] == "literal_error" else []
    guess = nearest(str(detail["input"]), words)
    fix = f"Write {guess!r}?" if guess else f"Correct {part}."
    told = misfit(detail)
    pattern = detail["ctx"]["pattern"] if detail["type"] == "string_pattern_mismatch" else ""
    expected = schemas.PATTERNS.get(pattern, "another form") if pattern else told.expected
    return Problem(place, shown(detail.get("input")), expected, fix, code="wrong-type")


def _schema_at(schema: type[BaseModel], location: Sequence[str | int]) -> type[BaseModel]:
    """Return the schema of the innermost mapping around a place."""
    for part in location:
        field = next((f for name, f in schema.model_fields.items() if part in {name, f.alias}), None)
        schema = (_schema_in(field.annotation) if field else None) or schema
    return schema


def _schema_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _schema_in(part))), None)
