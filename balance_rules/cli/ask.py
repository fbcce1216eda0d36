"""`balance-rules ask`: an interview that asks only what can still change the advice, and writes the profile."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from balance_rules.cli.explain import typed
from balance_rules.cli.shell import Folders, complain, knowledge_base
from balance_rules.errors import FactError
from balance_rules.model import Attribute, Kind, instance_of, name_of

if TYPE_CHECKING:
    from balance_rules.assessment import Assessment
    from balance_rules.explain.missing import Unasked
    from balance_rules.knowledge_base import KnowledgeBase

HELP = "Type the answer, ? for why it is asked, nothing to skip it, quit to leave; all answers are kept."
LEAVE = ("quit", "exit", "q")


def ask(
    profile: Annotated[
        Path, typer.Argument(metavar="PROFILE", help="The profile to write; one that exists is taken further.")
    ] = Path("profile.yaml"),
    log: Annotated[Path | None, typer.Option(metavar="FILE", help="The person's training log.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Ask also what settles findings that no advice hangs on.")
    ] = False,
    folders: Folders = None,
) -> None:
    """Ask what is missing, the most useful question first, until no answer can change the advice.

    Each answer is written to the profile at once: leave whenever you like and start again later.
    """
    interview = Interview(knowledge_base(folders), profile, log, findings=everything)
    typer.echo(HELP)
    finished = interview.run()
    typer.echo("No answer can change the advice any more." if finished else "Left; the answers are kept.")
    typer.echo(f"The profile is {profile}. Next: balance-rules assess {profile}")


class Leave(Exception):
    """The person wants to stop for now."""


class Interview:
    """One interview: the answers so far, and where they are kept."""

    def __init__(self, kb: KnowledgeBase, path: Path, log: Path | None = None, *, findings: bool = False) -> None:
        self.kb, self.path, self.findings = kb, path, findings
        self.log = None if log is None else kb.read_log(log)
        self.answers = _read(path)
        self.skipped: set[str] = set()

    def run(self) -> bool:
        """Ask until nothing is left to ask or the person leaves; return whether nothing is left."""
        try:
            while True:
                assessment = self.kb.assess(self.answers, log=self.log, engine="compiled")
                questions = assessment.missing(findings=self.findings).questions
                if not questions:
                    return True
                left = [q for q in questions if q.fact not in self.skipped]
                if not left:
                    return False
                self._ask(assessment, left[0])
        except (Leave, EOFError, KeyboardInterrupt):
            return False

    def _ask(self, assessment: Assessment, question: Unasked) -> None:
        attribute = self.kb.knowledge.facts[question.fact]
        if attribute.instances and attribute.absent is not None:
            self._ask_list(assessment, attribute)
            return
        for fact in self._facts(assessment, question):
            self._ask_one(assessment, fact)

    def _facts(self, assessment: Assessment, question: Unasked) -> Iterator[str]:
        """Yield what to ask for: the fact, or what a measure is computed from when the person rather has that."""
        yield question.fact
        if question.fact in self.skipped:
            yield from question.parts

    def _ask_one(self, assessment: Assessment, fact: str) -> None:
        attribute = self.kb.knowledge.facts[fact]
        while True:
            typer.echo("")
            answer = self._prompt(f"{attribute.ask(fact)} {_expected(attribute)}")
            if answer == "?":
                typer.echo(assessment.why_asked(fact).to_text("athlete"))
            elif not answer:
                self.skipped.add(fact)
                return
            elif self._take(name_of(fact), instance_of(fact), _value(attribute, answer)):
                return

    def _ask_list(self, assessment: Assessment, attribute: Attribute) -> None:
        """Ask for all unknown instances of an attribute at once: which of these apply?"""
        known = assessment.sheet.values
        open_ = [fact for fact in attribute.keys if fact not in known]
        labels = dict(attribute.instances)
        typer.echo("")
        typer.echo(f"{attribute.title_of_all}: which of these?")
        for number, fact in enumerate(open_, 1):
            own = dict(attribute.questions).get(instance_of(fact) or "")
            typer.echo(f"  {number:2} {own or labels[instance_of(fact) or '']}")
        while True:
            answer = self._prompt("Numbers with commas, or none")
            if answer == "?":
                typer.echo(assessment.why_asked(open_[0]).to_text("athlete"))
            elif not answer:
                self.skipped.update(open_)
                return
            else:
                chosen = _numbers(answer, len(open_))
                if chosen is None:
                    typer.echo(f"Write numbers from 1 to {len(open_)} with commas between them, or none.")
                elif self._take_list(attribute, [open_[i - 1] for i in chosen]):
                    return

    def _take_list(self, attribute: Attribute, chosen: list[str]) -> bool:
        """Keep a complete answer: the chosen instances, none of the others."""
        stated: dict[str, Any] = {}
        for fact in chosen:
            if attribute.kind is Kind.BOOLEAN:
                stated[instance_of(fact) or ""] = not attribute.absent
                continue
            answer = self._prompt(f"{attribute.ask(fact)} {_expected(attribute)}")
            stated[instance_of(fact) or ""] = _value(attribute, answer)
        before = self.answers.get(attribute.id)
        old = dict(before) if isinstance(before, Mapping) else {}
        whole: Any = {**old, **stated, "others": "none"} if old or stated else "none"
        return self._keep({**self.answers, attribute.id: whole})

    def _take(self, name: str, instance: str | None, value: Any) -> bool:
        if instance is None:
            return self._keep({**self.answers, name: value})
        before = self.answers.get(name)
        return self._keep({**self.answers, name: {**(before if isinstance(before, Mapping) else {}), instance: value}})

    def _keep(self, answers: dict[str, Any]) -> bool:
        """Keep answers that can be used, in the profile too; say what is wrong with others."""
        try:
            self.kb.read_facts(answers, self.log)
        except FactError as error:
            complain(error)
            return False
        self.answers = answers
        _write(self.path, answers)
        return True

    def _prompt(self, text: str) -> str:
        typer.echo(f"{text}: ", nl=False)
        line = sys.stdin.readline()
        if not line or line.strip().lower() in LEAVE:
            raise Leave
        return line.strip()


def _expected(attribute: Attribute) -> str:
    if attribute.kind is Kind.BOOLEAN:
        return "(yes or no)"
    if attribute.kind is Kind.CATEGORY:
        return "(" + ", ".join(f"{i} {label}" for i, (_, label) in enumerate(attribute.values, 1)) + ")"
    unit = attribute.show(attribute.high).partition(" ")[2]
    return (
        f"({attribute.show(attribute.low, unit=False)} to {attribute.show(attribute.high, unit=False)} {unit}".rstrip()
        + ")"
    )


def _value(attribute: Attribute, answer: str) -> Any:
    """Return an answer as typed: a category may be given by its number or its label."""
    if attribute.kind is Kind.CATEGORY:
        names = [name for name, _ in attribute.values]
        if answer.isdecimal() and 1 <= int(answer) <= len(names):
            return names[int(answer) - 1]
        return next((name for name, label in attribute.values if label.lower() == answer.lower()), answer)
    return {"y": True, "n": False}.get(answer.lower(), typed(answer)) if attribute.kind is Kind.BOOLEAN else answer


def _numbers(answer: str, most: int) -> list[int] | None:
    if answer.lower() in ("none", "0", "no"):
        return []
    parts = [part.strip() for part in answer.split(",") if part.strip()]
    if not all(part.isdecimal() and 1 <= int(part) <= most for part in parts):
        return None
    return sorted({int(part) for part in parts})


def _read(path: Path) -> dict[str, Any]:
    from balance_rules.documents import read_document

    if not path.exists():
        return {}
    document = read_document(path)
    if document.problems:
        raise FactError(document.problems)
    return dict(document.value) if isinstance(document.value, Mapping) else {}


def _write(path: Path, answers: Mapping[str, Any]) -> None:
    """Write a profile whole or not at all."""
    import yaml

    path = path.resolve()
    text = yaml.safe_dump(_plain(answers), sort_keys=False, allow_unicode=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, path)


def _plain(value: Any) -> Any:
    from decimal import Decimal

    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
