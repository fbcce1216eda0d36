"""Which attributes tell pain, goals, red flags …: what `roles:` in the headers of folders says, or the usual ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from balance_rules.errors import Problem
from balance_rules.knowledge import schemas
from balance_rules.knowledge.entries import Entries, Entry
from balance_rules.knowledge.grounding import Vocabulary
from balance_rules.knowledge.seeing import LIFTING
from balance_rules.model import Attribute, Roles

ALONE = frozenset({"age", "experience", "sessions_available", "sessions_per_week"})  # those of which a person has one


def stated_roles(folders: Iterable[Mapping[tuple[str, str], Entry[Any]]]) -> dict[str, Entry[schemas.Header]]:
    """The roles that headers name, each with the last header that does: a later folder sets one and keeps the rest."""
    headers = [header for folder in folders if (header := folder.get(("header", "header")))]
    return {role: header for header in headers for role in _stated(header)}


def _stated(entry: Entry[schemas.Header]) -> dict[str, str]:
    stated: dict[str, str] = entry.schema.roles.model_dump(exclude_none=True)
    return stated


def roles_of(entries: Entries) -> Roles:
    """Return the roles as they are stated; whether attributes can have them is for `build_roles` to say."""
    return Roles(**{role: _stated(entry)[role] for role, entry in entries.roles.items()})


def build_roles(entries: Entries, vocabulary: Vocabulary) -> Roles:
    """Return the roles; one that cannot be is a problem, and the usual name takes its place while the rest is read."""
    fit = {}
    for role, entry in entries.roles.items():
        name = _stated(entry)[role]
        problem = _problem(role, name, entry, vocabulary.attributes)
        if problem is None:
            fit[role] = name
        else:
            vocabulary.report(problem)
    return Roles(**fit)


def _problem(role: str, name: str, entry: Entry[Any], attributes: Mapping[str, Attribute]) -> Problem | None:
    """The problem of a role whose attribute does not exist, or cannot tell what the role means."""
    attribute, route = attributes.get(name), ("roles", role)
    if attribute is None:
        return next(entry.unknown(route, name, attributes, "attribute"))
    if bool(attribute.instances) == (role in ALONE):
        found = f"{name!r}, which has {'instances' if attribute.instances else 'no instances'}"
        expected = "an attribute without 'for'" if role in ALONE else "an attribute with 'for'"
        return entry.problem(route, found, expected, f"Name the attribute that tells {role!r}.", code="conflict")
    if role == "seen" and not {*LIFTING} <= {value for value, _ in attribute.values}:
        expected = f"a category with the values {' and '.join(LIFTING)}"
        return entry.problem(route, repr(name), expected, "Give it these values.", code="conflict")
    return None
