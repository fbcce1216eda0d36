"""Pages of the library itself: command line, Python names, JSON Schemas, inventory, a picture of the page."""

from __future__ import annotations

import dataclasses
import inspect
import io
import json
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import typer
from rich.console import Console

import balance_rules
from balance_rules import KnowledgeBase
from balance_rules.cli import app
from balance_rules.cli.session import Conversation
from balance_rules.knowledge.inventory import RECENT, Inventory, take_inventory
from balance_rules.report import page, summary
from balance_rules.report.formats import FORMATS, schema
from docs.generator.book import (
    ATTRIBUTES,
    CHECKED,
    Book,
    Pages,
    capital,
    document,
    enumeration,
    escape,
    heading,
    link,
    table,
)
from docs.generator.checked import checked_page
from docs.generator.errors import errors_page
from docs.generator.lint import LINT, lint_page
from docs.generator.typescript import typescript_files

INVENTORY = "reference/inventory.md"
HELP_COLUMNS = 88
PICTURE_COLUMNS = 100
ASPECT = 0.62  # of a character; a little wide, for viewers whose font is

# rich's own template without its fonts from the network
PICTURE = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace; \
font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />\
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def library_pages(book: Book, kb: KnowledgeBase, example: tuple[str, str]) -> Pages:
    """Return the pages of the library; `example` is the profile and the log that the demonstration assesses."""
    schemas = {"profile-1": kb.profile_schema, **{name: schema(name) for name in FORMATS}}
    return {
        "reference/cli.md": _cli_page(),
        "reference/api.md": _api_page(),
        "reference/errors.md": errors_page(kb),
        LINT: lint_page(),
        INVENTORY: _inventory_page(book, take_inventory(book.knowledge)),
        **{f"schemas/{name}.json": _json(made) for name, made in schemas.items()},
        **dict(typescript_files(schemas)),
        CHECKED: checked_page(book),
        "assets/demo.svg": _picture(kb, *example),
    }


def _json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


# ---------------------------------------------------------------- command line


def _cli_page() -> str:
    root = typer.main.get_command(app)
    parts = [part for name, command in _commands("balance-rules", root) for part in _command(name, command)]
    words = [
        doc for name in dir(Conversation) if name.startswith("do_") and (doc := getattr(Conversation, name).__doc__)
    ]
    session = [doc.split(": ", 1) for doc in words if ": " in doc.splitlines()[0]]
    return document(
        "# Command line",
        "What `--help` says of each command.",
        *parts,
        heading("Inside a session", level=2),
        "`balance-rules session` reads a command a line, from the terminal or from a pipe.",
        table(
            ("Command", "What it does"),
            [(f"`{usage}`", escape(capital(" ".join(text.split())))) for usage, text in session],
        ),
    )


def _commands(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """Yield a command and all below it, each with its full name."""
    yield name, command
    for part, below in getattr(command, "commands", {}).items():
        yield from _commands(f"{name} {part}", below)


def _command(name: str, command: Any) -> tuple[str, ...]:
    context = command.make_context(name, [], resilient_parsing=True, terminal_width=HELP_COLUMNS)
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return heading(f"`{name}`", level=2), f"```text\n{text}\n```"


# ---------------------------------------------------------------- Python


class _Verbatim(str):
    """An annotation as it was written; a signature shows it without quotation marks."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


# Beside what `balance_rules` itself shows: the types of what it returns, by the module to import them from.
TYPES = {
    "balance_rules.advice.results": "What an assessment says, as frozen data; the shape of its JSON.",
    "balance_rules.explain": "What the questions of an assessment return, and the parts these have.",
    "balance_rules.errors": "Problems and errors as their JSON has them.",
    "balance_rules.person.facts": "What is known of a person.",
    "balance_rules.assessment.many": "What `KnowledgeBase.assess_many` returns beside assessments.",
    "balance_rules.person.logs": "What `KnowledgeBase.read_log` returns.",
}


def _api_page() -> str:
    at_the_top = {name: getattr(balance_rules, name) for name in balance_rules.__all__}
    parts = [
        part for name, thing in at_the_top.items() if not inspect.ismodule(thing) for part in _described(name, thing)
    ]
    for module, about in TYPES.items():
        parts += [heading(f"`{module}`", module, level=2), about]
        for name, thing in _types(module).items():
            if thing not in at_the_top.values():
                parts += _described(name, thing, f"{module}.{name}")
    return document(
        "# Python",
        "What stands first is imported from `balance_rules` itself, the types of what it returns from the modules "
        "named above them; whatever else the package holds may change without notice. Everything returned is a value "
        "that nothing changes any more, except a `Session`.",
        *parts,
    )


def _types(module: str) -> dict[str, type]:
    """The classes that a module is there for, by name."""
    found = import_module(module)
    names = getattr(found, "__all__", None) or [
        name for name, thing in vars(found).items() if inspect.isclass(thing) and thing.__module__ == module
    ]
    return {name: thing for name in names if inspect.isclass(thing := getattr(found, name)) and name[0] != "_"}


def _described(name: str, thing: Any, anchor: str = "") -> Iterator[str]:
    yield heading(f"`{name}`", anchor or name, level=2)
    if not inspect.isclass(thing):
        yield f"```python\n{_signature(name, thing)}\n```"
        yield _docstring(thing)
        return
    yield _docstring(thing)
    if dataclasses.is_dataclass(thing) and thing.__module__ != "balance_rules.assessment":
        rows = [(f"`{field.name}`", f"`{field.type}`") for field in dataclasses.fields(thing)]
        yield "\n".join(table(("Field", "Type"), rows))
    for member, value in _members(thing).items():
        function = getattr(value, "func", None) or getattr(value, "fget", None) or getattr(value, "__func__", value)
        if member.startswith("_") or not inspect.isfunction(function) or not function.__doc__:
            continue
        plain = value is function or isinstance(value, (classmethod, staticmethod))
        yield heading(f"`{name}.{member}`", f"{anchor or name}-{member}", level=3)
        if plain:
            yield f"```python\n{_signature(member, function)}\n```"
        yield _docstring(function)


def _members(thing: type) -> dict[str, Any]:
    """What a class has of its own, then what it has from one that is not described by itself."""
    described = {balance_rules.Explanation, balance_rules.BalanceRulesError} - {thing}
    own = [c for c in thing.__mro__ if c.__module__.startswith("balance_rules") and c not in described]
    return {name: value for c in reversed(own) for name, value in vars(c).items()}


def _signature(name: str, function: Any) -> str:
    signature = inspect.signature(function)
    parameters = [
        p if p.annotation is p.empty else p.replace(annotation=_Verbatim(p.annotation))
        for p in signature.parameters.values()
        if p.name not in {"self", "cls"}
    ]
    returned = signature.return_annotation
    returned = returned if returned is signature.empty else _Verbatim(returned)
    return f"{name}{signature.replace(parameters=parameters, return_annotation=returned)}"


def _docstring(thing: Any) -> str:
    """Return a docstring in Markdown: its sections as lists, its examples as code."""
    lead, *sections = re.split(r"(?m)^(\w+)\n-+\n", inspect.getdoc(thing) or "")
    parts = [_prose(lead)]
    for title, body in zip(sections[::2], sections[1::2], strict=True):
        if title == "Examples":
            parts.append(_prose(body))
            continue
        items = re.findall(r"(?m)^(\S.*)\n((?:[ ]{4}.*\n?|\n)+)", body)
        lines = [f"- {enumeration([f'`{n}`' for n in names.split(', ')])}: {_one_line(text)}" for names, text in items]
        parts.append("\n".join([f"*{title}*", "", *lines]))
    return "\n\n".join(part for part in parts if part)


def _prose(text: str) -> str:
    blocks = re.split(r"\n{2,}", text.strip())
    return "\n\n".join(f"```pycon\n{b}\n```" if b.startswith(">>>") else _one_line(b) for b in blocks if b)


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("``", "`")


# ---------------------------------------------------------------- inventory


def _inventory_page(book: Book, inventory: Inventory) -> str:
    page = INVENTORY
    counts = [(c.kind, str(c.written), str(c.grounded)) for c in inventory.counts]
    live = sum(claim.live for claim in inventory.claims)
    thresholds = [
        (
            book.statement_link(page, t.statement),
            f"{link(page, t.attribute, ATTRIBUTES, t.attribute)} {escape(t.threshold)}",
            escape(t.reason),
        )
        for t in inventory.conventional_thresholds
    ]
    without = inventory.without_prospective_support
    return document(
        "# What the knowledge holds",
        f"`{inventory.name}` {inventory.version}, content hash `{inventory.hash[:12]}`; the same account as "
        "`balance-rules knowledge report`.",
        table(("Entries", "Written", "Grounded over sides, muscles, sites"), counts),
        "Sources by grade: " + ", ".join(f"{grade} {number}" for grade, number in inventory.sources_by_grade) + ".",
        f"Sources identified: {inventory.sources.identified} of {inventory.sources.written}; "
        f"of {RECENT} or later: {inventory.sources.recent}.",
        "Rules by the grade of what they say: "
        + ", ".join(f"{grade} {number}" for grade, number in inventory.rules_by_grade)
        + ".",
        f"Popular claims that something carries: {live} of {len(inventory.claims)}.",
        heading("Rules without a source of grade A or B for them", level=2),
        f"{len(without)} rules rest on cross-sectional studies, opinion or convention alone.",
        [f"- {book.statement_link(page, name)}" for name in without],
        heading("Thresholds that are conventions", level=2),
        "Numbers that no source gives: our own, with the reason for each.",
        table(("Statement", "Threshold", "Reason"), dict.fromkeys(thresholds)),
        heading("Attributes that nothing reads", level=2),
        ", ".join(link(page, name, ATTRIBUTES, name) for name in inventory.unread_attributes) + "."
        if inventory.unread_attributes
        else "None.",
    )


# ---------------------------------------------------------------- picture


def _picture(kb: KnowledgeBase, profile: str, log: str) -> str:
    """Return the page of the demonstration as a terminal shows it."""
    console = Console(width=PICTURE_COLUMNS, file=io.StringIO(), record=True, color_system="truecolor", emoji=False)
    assessment = kb.assess(profile, log=log)
    week = kb.programme(assessment, kb.read_log(log))
    console.print(page(summary(assessment, week, largest=None)), markup=False, highlight=False)
    return console.export_svg(title="make demo", code_format=PICTURE, unique_id="demo", font_aspect_ratio=ASPECT)
