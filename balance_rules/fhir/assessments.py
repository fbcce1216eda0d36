"""An assessment as a bundle of FHIR resources: what was stated, what was found, what to do, who should see the person.

Nothing is said that the assessment does not say. A fact that nobody stated has no resource, so unknown never reads
as no; a finding has a level and a certainty and never a probability; what is withheld or refused is no activity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from balance_rules.advice.records import engine_version
from balance_rules.advice.results import Advice, Finding, ReferralResult
from balance_rules.assessment import Assessment
from balance_rules.errors import BalanceRulesError
from balance_rules.fhir.codes import (
    OWN,
    Resource,
    concept,
    fact_concept,
    identity,
    seed,
    subject_of,
    text,
)
from balance_rules.fhir.questionnaires import answer, response
from balance_rules.model import Attribute, Grade
from balance_rules.person.facts import Stated

PRIORITIES = {"emergency": "stat", "same_day": "asap", "soon": "urgent", "routine": "routine"}
NOT_A_DIAGNOSIS = (
    "A finding of rules over stated facts, for a coach: not a diagnosis. The certainty is a degree of belief in the "
    "finding, not a probability of anything."
)


def bundle(*assessments: Assessment, subject: str | None = None) -> Resource:
    """Return assessments as one FHIR bundle of type ``collection``.

    For each person: an `Observation` for every fact, the `QuestionnaireResponse` that states them, a `RiskAssessment`
    for every established finding, a `ServiceRequest` for every referral, a `CarePlan` of what is given. Ids follow
    from the content, so that the same assessment is the same bundle.

    Parameters
    ----------
    subject
        The record of the person in your system, such as ``"Patient/123"``; without it resources name the person
        in words. For bundles of one person.

    Raises
    ------
    BalanceRulesError
        When one subject is given for several people.

    Examples
    --------
    >>> import balance_rules as br
    >>> made = bundle(br.load().assess({"sedentary_hours": "9 h/day"}), subject="Patient/123")
    >>> sorted({entry["resource"]["resourceType"] for entry in made["entry"]})
    ['CarePlan', 'Observation', 'QuestionnaireResponse', 'RiskAssessment']
    """
    if subject is not None and len(assessments) > 1:
        expected, fix = "one person for one subject", "Make a bundle for each person."
        raise BalanceRulesError.of("subject", f"{len(assessments)} people", expected, fix, code="invalid")
    seen: Counter[str] = Counter()
    resources: list[Resource] = []
    for assessment in assessments:
        made_of = seed(assessment)
        resources += _Person(assessment, subject, f"{made_of}/{seen[made_of]}").resources()
        seen[made_of] += 1  # two people of whom the same is known are two
    named = identity("bundle", *(resource["id"] for resource in resources))
    entries = [{"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "id": named, "type": "collection", **({"entry": entries} if entries else {})}


@dataclass(frozen=True)
class _Person:
    """One assessment, the subject that its resources name, and what their ids are made of."""

    assessment: Assessment
    subject: str | None
    seed: str

    def resources(self) -> Iterator[Resource]:
        answers = response(self.assessment, subject=self.subject)
        yield {**answers, "id": self._id("QuestionnaireResponse", "")}
        yield from (self._observation(stated) for stated in self.assessment.sheet.stated.values())
        yield from (self._risk(finding) for finding in self.assessment.findings if finding.level)
        yield from (self._request(item) for item in self.assessment.referrals if item.state == "refer")
        yield self._plan()

    def _new(self, kind: str, name: str) -> Resource:
        return {"resourceType": kind, "id": self._id(kind, name)}

    def _id(self, kind: str, name: str) -> str:
        return identity(self.seed, kind, name)

    @property
    def _subject(self) -> Resource:
        return subject_of(self.assessment, self.subject)

    def _dated(self, field: str) -> Resource:
        date = self.assessment.sheet.date
        return {field: date.isoformat()} if date else {}

    def _observation(self, stated: Stated) -> Resource:
        knowledge = self.assessment.knowledge
        attribute = knowledge.facts[stated.fact]
        inputs = next((m.inputs for m in knowledge.measures if m.fact == stated.fact), ())
        derived = stated.origin == "derived"
        rests_on = [self._reference("Observation", fact) for fact in inputs] if derived else []
        return {
            **self._new("Observation", stated.fact),
            "status": "final",
            "code": fact_concept(attribute, stated.fact),
            "subject": self._subject,
            **self._dated("effectiveDateTime"),
            **value_of(attribute, stated.value),
            "note": [{"text": text(f"computed: {stated.text}" if derived else f"stated as: {stated.text}")}],
            **({"derivedFrom": rests_on} if rests_on else {}),
        }

    def _reference(self, kind: str, name: str) -> Resource:
        return {"reference": f"urn:uuid:{self._id(kind, name)}"}

    def _risk(self, finding: Finding) -> Resource:
        stated = self.assessment.sheet.stated
        facts = dict.fromkeys(fact for reason in finding.reasons for fact in reason.facts if fact in stated)
        basis = [self._reference("Observation", fact) for fact in facts]
        may = f" What is not known could still raise it to {finding.may_reach}." if finding.may_reach else ""
        level = f"established as {finding.level}, certainty {finding.certainty:.2f}; not a probability"
        because = "; ".join(reason.because for reason in finding.reasons if reason.outweighed_by is None)
        return {
            **self._new("RiskAssessment", finding.id),
            "status": "final",
            "method": {"text": f"balance_rules {engine_version()}, knowledge {self.assessment.knowledge.hash}"},
            "code": concept("finding", finding.id, finding.title),
            "subject": self._subject,
            **self._dated("occurrenceDateTime"),
            **({"basis": basis} if basis else {}),
            "prediction": [
                {
                    "outcome": concept("finding", finding.id, finding.title),
                    "qualitativeRisk": {
                        "coding": [{"system": f"{OWN}:level", "code": finding.level}],
                        "text": level,
                    },
                    "rationale": text(because),
                }
            ],
            "note": [
                {"text": text(f"{_evidence(finding)}{may}")},
                {"text": text(finding.meaning)},
                {"text": NOT_A_DIAGNOSIS},
            ],
        }

    def _request(self, referral: ReferralResult) -> Resource:
        return {
            **self._new("ServiceRequest", referral.id),
            "status": "draft",
            "intent": "proposal",
            "priority": PRIORITIES[referral.urgency],
            "code": concept("referral", referral.id, referral.title),
            "subject": self._subject,
            **self._dated("authoredOn"),
            "reasonCode": [{"text": text(referral.because)}],
            "patientInstruction": text(referral.action),
        }

    def _plan(self) -> Resource:
        given = [item for item in self.assessment.prescriptions if item.state == "given"]
        activities = [{"detail": self._activity(item)} for item in given]
        return {
            **self._new("CarePlan", "plan"),
            "status": "draft",
            "intent": "proposal",
            "title": "What to train, and what not for now",
            "subject": self._subject,
            **self._dated("created"),
            **({"activity": activities} if activities else {}),
            "note": [{"text": text(note)} for note in self._plan_notes()],
        }

    def _plan_notes(self) -> Iterator[str]:
        yield "Proposed by rules over stated facts, for a coach to decide on: not a prescription of a doctor."
        for referral in self.assessment.referrals:
            if referral.state == "refer":
                yield f"To be seen first: {referral.title}. {referral.action}"
        for restriction in self.assessment.restrictions:
            if restriction.state == "active":
                yield f"Not for now: {restriction.title}."
        withheld = sum(item.state == "withheld" for item in self.assessment.prescriptions)
        if withheld:
            yield f"{withheld} more prescriptions are withheld until more is known, and are not in this plan."

    def _activity(self, item: Advice) -> Resource:
        exercises = [f"{e.name}: {e.dose}" if e.dose else e.name for e in item.exercises if e.state == "given"]
        changes = [change.text for change in item.weekly_sets]
        titles = (self.assessment.knowledge.conclusions[name].title for name in item.answers)
        reasons = [{"text": text(title)} for title in dict.fromkeys(titles)]
        return {
            "code": concept("prescription", item.id, item.title),
            **({"reasonCode": reasons} if reasons else {}),
            "status": "not-started",
            "description": text("; ".join(_sentences([*item.instructions, *exercises, *changes, item.stop_when]))),
        }


def value_of(attribute: Attribute, value: int) -> Resource:
    said = answer(attribute, value)
    coded = said.get("valueCoding")
    return {"valueCodeableConcept": {"coding": [coded], "text": coded["display"]}} if coded else said


def _evidence(finding: Finding) -> str:
    if finding.grade is None:
        return "Evidence: no source for what is said."
    indirect = ", indirect" if finding.indirect else ""
    contested = " Sources speak against it too." if finding.contested else ""
    return f"Evidence: grade {finding.grade} ({Grade(finding.grade).meaning}){indirect}.{contested}"


def _sentences(parts: Iterable[str]) -> Iterator[str]:
    return (part.rstrip(" .;") for part in parts if part.strip())
