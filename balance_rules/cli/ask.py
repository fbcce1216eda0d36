"""`balance-rules ask`: an interview that asks only what can still change the advice, and writes the profile."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from balance_rules.cli.answers import check_kept, expected, numbered, read_profile, value_of, write_profile
from balance_rules.cli.assess import week_of
from balance_rules.cli.shell import REFERRAL, Folders, Width, complain, console, knowledge_base, say
from balance_rules.errors import FactError
from balance_rules.model import Attribute, Kind, instance_of, key, name_of
from balance_rules.text.wording import counted

if TYPE_CHECKING:
    from balance_rules.advice.results import Question
    from balance_rules.assessment import Assessment
    from balance_rules.knowledge_base import KnowledgeBase

HELP = (
    "Type the answer. ? says why it is asked, back takes the last answer back, don't know (or nothing) leaves it open, "
    "quit leaves; all answers are kept."
)
LEAVE = ("quit", "exit", "q")
BACK = ("back", "b")
OPEN = ("", "don't know", "dont know", "don’t know", "unknown", "dk", "-")
AT_MOST = 24
ADVICE = 4  # the last rank of what advice hangs on


def ask(
    profile: Annotated[
        Path, typer.Argument(metavar="PROFILE", help="The profile to write; one that exists is taken further.")
    ] = Path("profile.yaml"),
    log: Annotated[Path | None, typer.Option(metavar="FILE", help="The person's training log.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Go on until no answer can change anything, findings without advice too.")
    ] = False,
    effort: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=4,
            help="Ask nothing beyond: 1 known at once, 2 a look or tape, 3 a field test, 4 a device. "
            "[default: 2, with --all 4]",
        ),
    ] = None,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """Ask what is missing, the complaint first, then the most useful question each time; end with the page.

    Each answer is written to the profile at once: leave whenever you like and start again later.
    """
    interview = Interview(knowledge_base(folders), profile, log, everything=everything, effort=effort)
    say(HELP)
    say(interview.run())
    if interview.left or not interview.answers:
        say(f"The profile is {profile}. Next: balance-rules ask {profile}")
        return
    from balance_rules.report import page, summary

    assessment = interview.assess("experta")
    week = week_of(interview.kb, assessment, interview.log)
    console(width).print(page(summary(assessment, week, largest=None)))
    say(f"The profile is {profile}.")
    if any(referral.state == "refer" for referral in assessment.referrals):
        raise typer.Exit(REFERRAL)


class Leave(Exception):
    """The person wants to stop for now."""


class Back(Exception):
    """The person wants to take an answer back."""


class Interview:
    """One interview: the answers so far, what stays open, what came before, and where the answers are kept."""

    def __init__(
        self,
        kb: KnowledgeBase,
        path: Path,
        log: Path | None = None,
        *,
        everything: bool = False,
        effort: int | None = None,
    ) -> None:
        self.kb, self.path, self.everything = kb, path, everything
        self.effort = effort or (4 if everything else 2)
        self.log = None if log is None else replace(kb.read_log(log), today=datetime.date.today())
        self.answers = read_profile(path)
        check_kept(path)
        self.open: frozenset[str] = frozenset()
        self.asked = 0
        self.left = False
        self._before: list[tuple[dict[str, Any], frozenset[str], int]] = []

    def run(self) -> str:
        """Ask until nothing is left to ask or the person leaves; return in words why it ends."""
        try:
            while True:
                assessment = self.assess("compiled")
                fact = next((question.fact for question in self._questions(assessment)), self._of_the_week(assessment))
                if fact is None:
                    return self._done(assessment)
                self._step(assessment, fact)
        except (Leave, EOFError, KeyboardInterrupt):
            self.left = True
            return "Left; the answers are kept."

    def assess(self, engine: Any) -> Assessment:
        """What is known so far, judged."""
        return self.kb.assess(self.answers, log=self.log, engine=engine)

    def _done(self, assessment: Assessment) -> str:
        if not assessment.missing(findings=self.everything).questions:
            return "No answer can change the advice any more."
        if self.everything:
            return "Nothing else to ask. What you left open, or what takes more effort, could still matter."
        return f"That is enough for now, after {counted(self.asked, 'answer')}. More could matter: ask on with --all."

    # ------------------------------------------------------------ what to ask

    def _questions(self, assessment: Assessment) -> Iterator[Question]:
        """Yield the questions for this person in the order of the one ranking, what is known at once first."""
        from balance_rules.explain.missing import worth_asking

        if self.asked >= AT_MOST - 1 and not self.everything:  # the last answer is for the week
            return
        grounds = assessment._grounds
        for effort in range(1, self.effort + 1):

            def wanted(question: Question, effort: int = effort) -> bool:
                return question.effort == effort and self._wanted(assessment, question)

            yield from filter(wanted, self._doctor(assessment))
            yield from (q for q, _ in worth_asking(grounds, findings=self.everything, wanted=wanted))

    def _of_the_week(self, assessment: Assessment) -> str | None:
        """Return the fact that the week on the page hangs on, and no advice: how often there is time to train."""
        known, roles = {*assessment.sheet.values, *self.open}, self.kb.knowledge.roles
        wanted = roles.sessions_available
        told = wanted not in self.kb.knowledge.facts or known & {wanted, roles.sessions_per_week}
        return None if told else wanted

    def _wanted(self, assessment: Assessment, question: Question) -> bool:
        """Return whether a question is for this person: not of a log without one, nor of a site that does not hurt."""
        if question.fact in (() if self.log else self.kb.knowledge.told_by_logs):
            return False
        if question.rank > ADVICE and not self.everything:
            return False
        attribute = self.kb.knowledge.facts[question.fact]
        if not self._hurts(assessment, attribute, question.fact):
            return False
        return any(part not in self.open for part in self._asked_for(assessment, question.fact))

    def _doctor(self, assessment: Assessment) -> Iterator[Question]:
        """Yield what is taken for granted while nobody says otherwise, once something hangs on it: a doctor's word."""
        stated = assessment.sheet.stated
        silence = self.kb.knowledge.silence
        yield from (q for q in assessment.questions if q.fact in silence and q.fact not in stated)

    def _hurts(self, assessment: Assessment, attribute: Attribute, fact: str) -> bool:
        """Return whether a question about a painful site is about one that hurts."""
        pain = key(self.kb.knowledge.roles.pain, instance_of(fact))
        return not self._of_pain(attribute) or bool(assessment.sheet.values.get(pain))

    def _of_pain(self, attribute: Attribute) -> bool:
        """Return whether an attribute is told of painful sites, beside how much they hurt."""
        pain = self.kb.knowledge.attributes.get(self.kb.knowledge.roles.pain)
        return pain is not None and attribute is not pain and attribute.domain == pain.domain

    def _asked_for(self, assessment: Assessment, fact: str) -> tuple[str, ...]:
        """Return the facts to ask for: the parts of a measure where they take no more effort, else the fact itself."""
        from balance_rules.explain.missing import parts_of

        facts = self.kb.knowledge.facts
        parts = parts_of(assessment._grounds, fact)
        easy = bool(parts) and all(facts[part].effort <= facts[fact].effort for part in parts)
        return parts if easy else (fact,)

    # ------------------------------------------------------------ asking

    def _step(self, assessment: Assessment, wanted: str) -> None:
        """Ask one question, a list or the parts of a measure; taken back, it gives way to the one before."""
        kept = (self.answers, self.open, self.asked)
        attribute = self.kb.knowledge.facts[wanted]
        try:
            if self._is_list(assessment, attribute):
                self._ask_list(assessment, attribute)
            else:
                for fact in self._asked_for(assessment, wanted):
                    if fact not in self.open and fact not in assessment.sheet.stated:
                        self._ask_one(assessment, fact)
        except Back:
            inside = (self.answers, self.open) != kept[:2] or self.asked > kept[2]
            if not inside and not self._before:
                say("This is the first question.")
            self._return_to(kept if inside or not self._before else self._before.pop())
            return
        self._before.append(kept)

    def _return_to(self, state: tuple[dict[str, Any], frozenset[str], int]) -> None:
        changed = state[0] != self.answers
        self.answers, self.open, self.asked = state
        if changed:
            write_profile(self.path, self.answers)

    def _is_list(self, assessment: Assessment, attribute: Attribute) -> bool:
        """Return whether an attribute is asked as one list: what "none" answers, but no story of painful sites."""
        if attribute.absent is None or not attribute.instances or self._of_pain(attribute):
            return False
        return attribute.kind is not Kind.CATEGORY and len(self._unknown(assessment, attribute)) > 1

    def _unknown(self, assessment: Assessment, attribute: Attribute) -> list[str]:
        return [f for f in attribute.keys if f not in assessment.sheet.values and f not in self.open]

    def _ask_one(self, assessment: Assessment, fact: str) -> None:
        value = self._answer(assessment, fact)
        if value is None:
            self.open |= {fact}
        else:
            self._keep(self._stating(fact, value))

    def _answer(self, assessment: Assessment, fact: str) -> Any:
        """Ask for one fact until the answer can be used; None when it stays open."""
        attribute = self.kb.knowledge.facts[fact]
        while True:
            answer = self._prompt(f"\n{attribute.ask(fact)} {expected(attribute)}")
            if answer == "?":
                say(assessment.why_asked(fact).to_text("athlete"))
            elif answer.lower() in OPEN:
                self.asked += 1
                return None
            else:
                value = value_of(attribute, answer)
                if self._usable(self._stating(fact, value)):
                    self.asked += 1
                    return value

    def _ask_list(self, assessment: Assessment, attribute: Attribute) -> None:
        """Ask for all unknown instances of an attribute at once: which of these apply?"""
        open_ = self._unknown(assessment, attribute)
        labels = dict(attribute.instances)
        say(f"\n{attribute.title_of_all}: which of these?")
        for number, fact in enumerate(open_, 1):
            own = dict(attribute.questions).get(instance_of(fact) or "")
            say(f"  {number:2} {own or labels[instance_of(fact) or '']}")
        while True:
            answer = self._prompt("Numbers with commas (3? where it is not sure), or none")
            if answer == "?":
                say(assessment.why_asked(attribute.id).to_text("athlete"))
            elif answer.lower() in OPEN:
                self.asked += 1
                self.open |= set(open_)
                return
            elif (chosen := numbered(answer, len(open_))) is not None:
                self.asked += 1
                yes, unsure = ([open_[i - 1] for i in part] for part in chosen)
                self._take_list(assessment, attribute, open_, yes, unsure)
                return
            else:
                say(f"Write numbers from 1 to {len(open_)} with commas between them, or none.")

    def _take_list(
        self, assessment: Assessment, attribute: Attribute, open_: list[str], yes: list[str], unsure: list[str]
    ) -> None:
        """Keep a list: what was chosen applies, what is unsure stays open, nothing else applies."""
        answers = {**self.answers}
        for fact in yes:
            value = (not attribute.absent) if attribute.kind is Kind.BOOLEAN else self._answer(assessment, fact)
            if value is None:
                unsure.append(fact)
            else:
                answers = self._stating(fact, value, answers)
        self.open |= set(unsure)
        if unsure:  # "others: none" would answer for these too
            absent = attribute.plain(attribute.absent or 0)
            for fact in open_:
                if fact not in yes and fact not in unsure:
                    answers = self._stating(fact, absent, answers)
        else:
            stated = answers.get(attribute.id)
            answers[attribute.id] = {**stated, "others": "none"} if isinstance(stated, Mapping) else "none"
        self._keep(answers)

    # ------------------------------------------------------------ keeping

    def _stating(self, fact: str, value: Any, answers: Mapping[str, Any] | None = None) -> dict[str, Any]:
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
            write_profile(self.path, answers)

    def _prompt(self, text: str) -> str:
        say(f"{text}: ", end=False)
        line = sys.stdin.readline()
        if not line or line.strip().lower() in LEAVE:
            raise Leave
        if line.strip().lower() in BACK:
            raise Back
        return line.strip()
