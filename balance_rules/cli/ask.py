"""`balance-rules ask`: an interview that asks only what can still change the advice, and writes the profile."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from balance_rules.cli.explain import typed
from balance_rules.cli.shell import Folders, complain, knowledge_base, say
from balance_rules.errors import FactError, Problem
from balance_rules.model import Attribute, Kind, instance_of, name_of
from balance_rules.wording import counted
from balance_rules.writing import aside, write_text

if TYPE_CHECKING:
    from balance_rules.assessment import Assessment
    from balance_rules.explain.missing import Unasked
    from balance_rules.knowledge_base import KnowledgeBase

HELP = "Type the answer, ? for why it is asked, nothing to skip it, quit to leave; all answers are kept."
LEAVE = ("quit", "exit", "q")
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,9})?")


def ask(
    profile: Annotated[
        Path, typer.Argument(metavar="PROFILE", help="The profile to write; one that exists is taken further.")
    ] = Path("profile.yaml"),
    log: Annotated[Path | None, typer.Option(metavar="FILE", help="The person's training log.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Ask also what settles findings that no advice hangs on.")
    ] = False,
    effort: Annotated[
        int,
        typer.Option(
            min=1, max=4, help="Ask nothing beyond: 1 known at once, 2 a look or tape, 3 a field test, 4 a device."
        ),
    ] = 4,
    folders: Folders = None,
) -> None:
    """Ask what is missing, the most useful question first, until no answer can change the advice.

    Each answer is written to the profile at once: leave whenever you like and start again later.
    """
    interview = Interview(knowledge_base(folders), profile, log, findings=everything, effort=effort)
    say(HELP)
    say(interview.run())
    say(f"The profile is {profile}. Next: balance-rules assess {profile}")


class Leave(Exception):
    """The person wants to stop for now."""


class Interview:
    """One interview: the answers so far, and where they are kept."""

    def __init__(
        self, kb: KnowledgeBase, path: Path, log: Path | None = None, *, findings: bool = False, effort: int = 4
    ) -> None:
        self.kb, self.path, self.findings, self.effort = kb, path, findings, effort
        self.log = None if log is None else kb.read_log(log)
        self.answers = _read(path)
        self.skipped: set[str] = set()

    def run(self) -> str:
        """Ask until nothing is left to ask or the person leaves; return in words why it ends."""
        try:
            while True:
                assessment = self.kb.assess(self.answers, log=self.log, engine="compiled")
                questions = assessment.missing(findings=self.findings).questions
                if not questions:
                    return "No answer can change the advice any more."
                left = [q for q in questions if q.fact not in self.skipped and q.effort <= self.effort]
                if not left:
                    skipped = counted(len(questions), "answer")
                    return f"Nothing else to ask. {skipped} that you skipped, or that take more effort, could matter."
                names = {self._answered_with(question.fact) for question in left}
                say(f"\n[{counted(len(names), 'question')} left at most]")
                self._ask(assessment, left[0])
        except (Leave, EOFError, KeyboardInterrupt):
            return "Left; the answers are kept."

    def _answered_with(self, fact: str) -> str:
        attribute = self.kb.knowledge.facts[fact]
        return attribute.id if attribute.instances and attribute.absent is not None else fact

    def _ask(self, assessment: Assessment, question: Unasked) -> None:
        attribute = self.kb.knowledge.facts[question.fact]
        if self._answered_with(question.fact) == attribute.id != question.fact:
            self._ask_list(assessment, attribute)
            return
        for fact in self._facts(question):
            value = self._answer(assessment, fact)
            if value is not None:
                self._keep(self._stating(fact, value))

    def _facts(self, question: Unasked) -> Iterator[str]:
        """Yield what to ask for: the fact, or what a measure is computed from when the person rather has that."""
        yield question.fact
        if question.fact in self.skipped:
            yield from question.parts

    def _answer(self, assessment: Assessment, fact: str) -> Any:
        """Ask for one fact until the answer can be used; None when it is skipped."""
        attribute = self.kb.knowledge.facts[fact]
        while True:
            answer = self._prompt(f"{attribute.ask(fact)} {_expected(attribute)}")
            if answer == "?":
                say(assessment.why_asked(fact).to_text("athlete"))
            elif not answer:
                self.skipped.add(fact)
                return None
            else:
                value = _value(attribute, answer)
                if self._usable(self._stating(fact, value)):
                    return value

    def _ask_list(self, assessment: Assessment, attribute: Attribute) -> None:
        """Ask for all unknown instances of an attribute at once: which of these apply?"""
        known = assessment.sheet.values
        open_ = [fact for fact in attribute.keys if fact not in known]
        labels = dict(attribute.instances)
        say(f"{attribute.title_of_all}: which of these?")
        for number, fact in enumerate(open_, 1):
            own = dict(attribute.questions).get(instance_of(fact) or "")
            say(f"  {number:2} {own or labels[instance_of(fact) or '']}")
        while True:
            answer = self._prompt("Numbers with commas, or none")
            if answer == "?":
                say(assessment.why_asked(attribute.id).to_text("athlete"))
            elif not answer:
                self.skipped.update(open_)
                return
            else:
                chosen = _numbers(answer, len(open_))
                if chosen is not None:
                    self._take_list(assessment, attribute, [open_[i - 1] for i in chosen])
                    return
                say(f"Write numbers from 1 to {len(open_)} with commas between them, or none.")

    def _take_list(self, assessment: Assessment, attribute: Attribute, chosen: list[str]) -> None:
        """Keep a complete answer: the chosen instances, none of the others."""
        answers = {**self.answers}
        for fact in chosen:
            value = (not attribute.absent) if attribute.kind is Kind.BOOLEAN else self._answer(assessment, fact)
            if value is None:  # it applies, and nobody says how much: it stays unknown, and so do the others
                return
            answers = self._stating(fact, value, answers)
        stated = answers.get(attribute.id)
        answers[attribute.id] = {**stated, "others": "none"} if isinstance(stated, Mapping) else "none"
        self._keep(answers)

    def _stating(self, fact: str, value: Any, answers: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the answers so far with one more."""
        so_far = self.answers if answers is None else answers
        name, instance = name_of(fact), instance_of(fact)
        if instance is None:
            return {**so_far, name: value}
        before = so_far.get(name)
        return {**so_far, name: {**(before if isinstance(before, Mapping) else {}), instance: value}}

    def _usable(self, answers: Mapping[str, Any]) -> bool:
        """Return whether answers can be used; say what is wrong with others."""
        try:
            self.kb.read_facts(answers, self.log)
        except FactError as error:
            complain(error)
            return False
        return True

    def _keep(self, answers: dict[str, Any]) -> None:
        """Keep answers that can be used, in the profile too."""
        if self._usable(answers):
            self.answers = answers
            _write(self.path, answers)

    def _prompt(self, text: str) -> str:
        say(f"{text}: ", end=False)
        line = sys.stdin.readline()
        if not line or line.strip().lower() in LEAVE:
            raise Leave
        return line.strip()


def _expected(attribute: Attribute) -> str:
    if attribute.kind is Kind.BOOLEAN:
        return "(yes or no)"
    if attribute.kind is Kind.CATEGORY:
        return "(" + ", ".join(f"{i} {label}" for i, (_, label) in enumerate(attribute.values, 1)) + ")"
    lowest = attribute.show(attribute.low, unit=False)
    return f"({lowest} to {attribute.show(attribute.high, unit=attribute.unit != 'points')})"


def _value(attribute: Attribute, answer: str) -> Any:
    """Return an answer as typed: a category may be given by its number or its label."""
    if attribute.kind is Kind.CATEGORY:
        names = [name for name, _ in attribute.values]
        if answer.isdecimal() and 1 <= int(answer) <= len(names):
            return names[int(answer) - 1]
        return next((name for name, label in attribute.values if label.lower() == answer.lower()), answer)
    if attribute.kind is Kind.BOOLEAN:
        return {"y": True, "n": False}.get(answer.lower(), typed(answer))
    return Decimal(answer) if _NUMBER.fullmatch(answer) else answer


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
    if document.value is not None and not isinstance(document.value, Mapping):
        fix = "Name another file to write to."
        raise FactError(
            [Problem(str(path), "something else", "a profile: names with their values", fix, code="wrong-type")]
        )
    return dict(document.value or {})


def _write(path: Path, answers: Mapping[str, Any]) -> None:
    """Write a profile whole or not at all; keep what it was where it has comments, which are not written again."""
    import yaml

    kept = path.with_name(f"{path.name}.bak")
    if path.exists() and not kept.exists() and b"#" in (before := path.read_bytes()):
        with aside(kept) as partial:
            partial.write_bytes(before)
    if path.suffix == ".json":
        text = json.dumps(_plain(answers), indent=2, ensure_ascii=False)
    else:
        text = yaml.safe_dump(_plain(answers), sort_keys=False, allow_unicode=True)
    write_text(path, text)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
