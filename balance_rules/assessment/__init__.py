"""The result people hold: findings, prescriptions, referrals, questions, and what each rests on.

An assessment is a value. It is made of the person's facts and what follows from them; its texts are built
when they are asked for, so that assessing many people pays nothing for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from operator import attrgetter
from typing import Any

from balance_rules import advice, explain
from balance_rules.advice.records import (
    FIRST_QUESTIONS,
    FORMAT,
    as_json,
    check_record,
    differences,
    engine_version,
    read_record,
    shortened,
)
from balance_rules.advice.results import Advice, AssessmentRecord, Finding, Question
from balance_rules.assessment.on_a_page import OnAPage
from balance_rules.assessment.told import Told
from balance_rules.errors import BalanceRulesError
from balance_rules.inference.judgement import Judged
from balance_rules.inference.kernel import Justification, compiled
from balance_rules.model import Knowledge, read_only
from balance_rules.person.facts import FactSheet, read_again, recorded_sheet, records_of, stated_of
from balance_rules.semantics import Inference, infer
from balance_rules.text.wording import counted


@dataclass(frozen=True, eq=False)
class Assessment(Told, explain.Explained, OnAPage):
    """What the knowledge says of one person.

    Attributes
    ----------
    knowledge, sheet
        The knowledge and the person's facts, with where each came from.
    inference
        The truth of everything judged and the score of every finding.
    justifications
        Every rule that fired, with the values it fired on and the rule that outweighs it, if any.
    notes
        What is wrong with the data, in words.
    """

    knowledge: Knowledge
    sheet: FactSheet
    inference: Inference
    justifications: tuple[Justification, ...]
    notes: tuple[str, ...] = ()
    recorded: AssessmentRecord | None = None

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Assessment)
            and self.knowledge == other.knowledge
            and self.sheet == other.sheet
            and self.inference == other.inference
            and self.justifications == other.justifications
            and self.notes == other.notes
        )

    def __hash__(self) -> int:
        return hash((self.knowledge, self.inference))

    def __repr__(self) -> str:
        reached = sum(finding.level is not None for finding in self.findings)
        given = sum(item.state == "given" for item in self._called_for)
        refer = sum(item.state == "refer" for item in self.referrals)
        whom = " ".join(filter(None, [self.sheet.person, str(self.sheet.date or "")])) or "of somebody"
        found = f"{counted(reached, 'finding')}, {refer} to refer, {counted(given, 'prescription')} given"
        return f"<{type(self).__name__} {whom}: {found}>"

    def __getstate__(self) -> dict[str, Any]:
        return {item.name: getattr(self, item.name) for item in fields(self)}  # the rest follows from these

    @cached_property
    def _grounds(self) -> explain.Grounds:
        return explain.Grounds(self._judged, self.sheet)

    def with_facts(self, facts: Mapping[str, Any] | None = None, /, **named: Any) -> Assessment:
        """Return the same person assessed with other facts; None forgets one.

        Raises
        ------
        FactError
            When a fact cannot be read, or contradicts what others say.
        """
        grounds = explain.supposed(self._grounds, {**(facts or {}), **named})
        return concluded(self.knowledge, grounds.sheet, grounds.judged.inference)

    # ------------------------------------------------------------ as data

    @cached_property
    def record(self) -> AssessmentRecord:
        """The whole assessment as plain data."""
        judged = self._judged
        truths, scores = dict(judged.truths), dict(judged.scores)
        return self._recorded(self.findings, self.prescriptions, self.questions, truths=truths, scores=scores)

    @cached_property
    def short_record(self) -> AssessmentRecord:
        """The record without what nothing has called for yet; `left_out` counts what that is, and none of it is made.

        Examples
        --------
        >>> import balance_rules as br
        >>> short = br.load().assess({"sedentary_hours": 9}).short_record
        >>> len(short.questions), short.left_out["questions"] > 100
        (20, True)
        """
        if "record" in vars(self):
            return shortened(self.record)
        judged = self._judged
        unspoken = advice.unspoken(judged, self.justifications)
        findings = advice.findings(judged, self.justifications, unspoken)
        called_for = self._called_for
        to_ask = advice.to_ask(judged)
        asked = tuple(advice.question(self.knowledge, *each) for each in to_ask[:FIRST_QUESTIONS])
        left_out = {
            "findings": len(unspoken),
            "prescriptions": len(advice.sight(judged).indicated) - len(called_for),
            "questions": len(to_ask) - len(asked),
            "truths": len(judged.inference.truths),
            "scores": len(judged.inference.scores),
        }
        return shortened(self._recorded(findings, called_for, asked, truths={}, scores={}, left_out=left_out))

    def _recorded(
        self,
        findings: tuple[Finding, ...],
        prescriptions: tuple[Advice, ...],
        questions: tuple[Question, ...],
        **more: Any,
    ) -> AssessmentRecord:
        sheet, knowledge = self.sheet, self.knowledge
        return AssessmentRecord(
            format=FORMAT,
            engine_version=engine_version(),
            knowledge_name=knowledge.name,
            knowledge_version=knowledge.version,
            knowledge_hash=knowledge.hash,
            person=sheet.person,
            date=sheet.date,
            facts=records_of(knowledge, sheet.stated.values()),
            referrals=self.referrals,
            restrictions=tuple(r for r in self.restrictions if r.state == "active"),
            findings=findings,
            claims=self.claims,
            prescriptions=prescriptions,
            questions=questions,
            notes=self.notes,
            sources=self._sources(findings, prescriptions),
            **more,
        )

    def to_json(self, *, full: bool = False, indent: int | None = None) -> str:
        """The assessment as JSON of the format ``balance_rules.assessment/2``, which `from_json` opens again.

        Parameters
        ----------
        full
            Write also what nothing has called for yet: findings that no reason speaks of, prescriptions that no
            finding calls for, every question that is left, and the truth of each rule. Else `left_out` in the JSON
            counts them; under the same knowledge they all follow from the facts.
        """
        return as_json(self.record if full else self.short_record, indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes, knowledge: Knowledge) -> Assessment:
        """Open a record of an assessment, of whatever version of the library and made with whatever knowledge.

        A record made with `knowledge` is that assessment again. One made with other knowledge says what it said
        when it was written; `judged_today` judges its facts anew, and `revision` tells the difference.

        Raises
        ------
        FactError
            When the JSON is not a record of an assessment.
        """
        record = read_record(text)
        if record.knowledge_hash != knowledge.hash:
            return RecordedAssessment.of(record, knowledge)
        check_record(record, knowledge)
        stated = stated_of(record.facts)
        values = read_only({**knowledge.silence, **{name: s.value for name, s in stated.items()}})
        sheet = FactSheet(values, read_only(stated), record.person, record.date)
        inference = None  # of a short record it follows from the facts
        if record.truths:
            truths = tuple(record.truths[name] for name, _ in knowledge.judged)
            inference = Inference(truths, tuple(record.scores[name] for name in knowledge.conclusions))
        return replace(concluded(knowledge, sheet, inference, record.notes), recorded=record)

    def judged_today(self, knowledge: Knowledge | None = None) -> Assessment:
        """The same person with the same facts, judged by other knowledge: an assessment as any other.

        Facts that it cannot take are left out and count as unknown; `revision` names them.

        Parameters
        ----------
        knowledge
            What to judge by; by default the knowledge that the assessment was opened with.

        Raises
        ------
        FactError
            When the facts contradict each other by what is known today.

        Examples
        --------
        >>> import balance_rules as br
        >>> kb = br.load()
        >>> opened = br.Assessment.from_json(kb.assess({"sedentary_hours": 9}).to_json(), kb.knowledge)
        >>> opened.judged_today() == opened
        True
        """
        chosen = knowledge or self.knowledge
        record = self.recorded or self.record
        sheet, _ = read_again(chosen, record.facts, record.person, record.date)
        return concluded(chosen, sheet, notes=tuple(dict.fromkeys((*sheet.notes, *record.notes))))

    def revision(self, knowledge: Knowledge | None = None) -> explain.Revision:
        """What today's knowledge says otherwise of the same facts: nothing else changed, so all is owed to it.

        For what a later visit changed, contrast two assessments by one knowledge:
        ``old.judged_today().contrast(new)``.

        Parameters
        ----------
        knowledge
            What to judge by; by default the knowledge that the assessment was opened with.

        Raises
        ------
        FactError
            When the facts contradict each other by what is known today.
        """
        chosen = knowledge or self.knowledge
        record = self.recorded or self.record
        _, lost = read_again(chosen, record.facts, record.person, record.date)
        return explain.revision(chosen, record, self.judged_today(chosen).record, lost)

    def replay(self) -> tuple[str, ...]:
        """Every difference between this assessment and what its own facts say under the definition.

        Nothing returned means that it holds. The facts are judged by `semantics`, not by the engine that
        made the assessment; one read from JSON is compared as it was recorded. One made with other knowledge
        is compared with what today's says.
        """
        fresh = concluded(self.knowledge, self.sheet, infer(self.knowledge, self.sheet.values), self.notes)
        return differences(self.recorded or self.record, fresh.record)


class RecordedAssessment(Assessment):
    """An assessment that was made with other knowledge than it is opened with: it says what it said then.

    Its findings, referrals, restrictions, prescriptions, claims, questions and sources are those of the record (no
    restrictions where the format of that time had no place for them), and `how` explains from the record alone. What
    needs the knowledge of that time is refused; `judged_today` has it all.
    """

    recorded: AssessmentRecord

    @classmethod
    def of(cls, record: AssessmentRecord, knowledge: Knowledge) -> RecordedAssessment:
        """The record of other knowledge, beside the knowledge that it is to be compared with."""
        sheet = recorded_sheet(record.facts, record.person, record.date, record.notes)
        return cls(knowledge, sheet, Inference((), ()), (), record.notes, record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RecordedAssessment) and self.recorded == other.recorded

    def __hash__(self) -> int:
        return hash(self.recorded)

    @cached_property
    def record(self) -> AssessmentRecord:
        """The record as it was written."""
        return self.recorded

    @cached_property
    def short_record(self) -> AssessmentRecord:
        """The record as it was written, without what nothing had called for."""
        return shortened(self.recorded)

    @property
    def no_red_flag(self) -> bool:
        """Whether the record names no red flag, neither raised nor left open."""
        return not self.recorded.referrals

    @cached_property
    def _judged(self) -> Judged:
        found = f"a record made with {self.recorded.made_with}"
        expected = f"an assessment by {self.knowledge.name} {self.knowledge.version} ({self.knowledge.hash[:12]})"
        fix = "Ask `judged_today()` instead, which judges the same facts by the knowledge of today."
        raise BalanceRulesError.of("assessment", found, expected, fix, code="other-knowledge")

    @cached_property
    def _called_for(self) -> tuple[Advice, ...]:
        return self.recorded.prescriptions

    def how(self, name: str, *, depth: int | None = None) -> explain.How:
        """How something was derived when it was recorded: from the reasons, facts and sources of the record."""
        return explain.how_recorded(self.recorded, name, self.knowledge.words.client)

    def replay(self) -> tuple[str, ...]:
        """Every difference from what today's knowledge says of the same facts, in words."""
        revision = self.revision()
        if not (revision.outcomes or revision.lost or revision.facts):
            return ()
        return tuple(line.strip() for line in str(revision).splitlines()[1:])


for _name in ("findings", "prescriptions", "referrals", "restrictions", "claims", "questions", "sources"):
    setattr(RecordedAssessment, _name, property(attrgetter(f"recorded.{_name}")))  # told as it was recorded


def concluded(
    knowledge: Knowledge, sheet: FactSheet, inference: Inference | None = None, notes: tuple[str, ...] | None = None
) -> Assessment:
    """The assessment of facts that were read, with all that fired; notes are by default those on the facts.

    Parameters
    ----------
    inference
        What follows from the facts, where it is known already.
    """
    kernel = compiled(knowledge)
    if inference is None:
        inference, justifications = kernel.assess(sheet.values)
    else:
        justifications = kernel.justify(kernel.values(sheet.values), inference.truths)
    return Assessment(knowledge, sheet, inference, justifications, sheet.notes if notes is None else notes)
