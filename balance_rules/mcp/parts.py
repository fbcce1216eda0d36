"""The parts of an assessment as a model reads them: ids that are handles, words instead of stored numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, get_args

from balance_rules.advice.results import Advice, ExerciseAdvice, Finding, Question, ReferralResult
from balance_rules.assessment import Assessment
from balance_rules.mcp.answers import Data, fields, kept
from balance_rules.model import Grade, Kind, Knowledge
from balance_rules.text.quantities import expectation

Part = Literal[
    "referrals", "restrictions", "findings", "prescriptions", "questions", "claims", "facts", "notes", "sources"
]
PARTS: tuple[Part, ...] = get_args(Part)
READ_AS = (
    "A coach's aid, not a diagnosis: a doctor's word comes first. Certainty is how firmly the finding is believed, "
    "never a chance of injury. Unknown is not no. 'withheld' is not to be done: something unknown could forbid it."
)


def head(assessment: Assessment) -> Data:
    """What every answer about a person begins with."""
    sheet, knowledge = assessment.sheet, assessment.knowledge
    return kept(
        {
            "person": sheet.person[:100],
            "date": sheet.date.isoformat() if sheet.date else None,
            "knowledge": f"{knowledge.name} {knowledge.version} ({knowledge.hash[:12]})",
        }
    )


# ---------------------------------------------------------------- in short


def referral(result: ReferralResult) -> Data:
    """A reason to be seen, in short."""
    return kept(fields(result, "id", "title", "urgency", "state", "action"))


def finding(result: Finding) -> Data:
    """A finding in short: how far it is established, how firmly, how good the evidence is, and its first reason."""
    return kept(
        {
            **fields(result, "id", "title", "level", "may_reach"),
            "certainty": result.certainty if result.level else None,
            "evidence": evidence(result.grade),
            "contested": result.contested or None,
            "because": result.reasons[0].because if result.reasons else None,
        }
    )


def advice(result: Advice) -> Data:
    """A prescription in short: its state, and what to do where it is given."""
    given = [f"{e.name}: {e.dose}" if e.dose else e.name for e in result.exercises if e.state == "given"]
    return kept(
        {
            **fields(result, "id", "title", "state"),
            "answers": list(result.answers[:3]),
            "exercises": given[:3],
            "instruction": result.instructions[0] if result.instructions and not given else None,
            "reason": result.reasons[0] if result.state != "given" and result.reasons else None,
            "needed": list(result.needed[:3]),
        }
    )


def question(knowledge: Knowledge, result: Question) -> Data:
    """The next question, with what an answer looks like."""
    asked, answer = fields(result, "fact", "question", "how"), expectation(knowledge.facts[result.fact])
    return kept({**asked, "answer": answer, "reason": result.reason})


def evidence(grade: str | None) -> str | None:
    return f"{grade}: {Grade(grade).meaning}" if grade else None


# ---------------------------------------------------------------- in full


def _findings(assessment: Assessment) -> list[Data]:
    knowledge = assessment.knowledge

    def facts(stated: Mapping[str, int]) -> list[str]:
        return [f"{knowledge.facts[fact].label(fact)}: {knowledge.facts[fact].show(v)}" for fact, v in stated.items()]

    return [
        {
            **finding(result),
            **fields(result, "meaning", "muscles"),
            "reasons": [
                kept(
                    {
                        **fields(reason, "rule", "because", "certainty"),
                        "facts": facts(reason.facts),
                        **fields(reason, "sources", "against", "outweighed_by"),
                    }
                )
                for reason in result.reasons
            ],
        }
        for result in assessment.findings
    ]


def _prescriptions(assessment: Assessment) -> list[Data]:
    return [
        kept(
            {
                **advice(result),
                **fields(result, "answers", "sites", "reasons", "needed"),
                "exercises": [_exercise(exercise) for exercise in result.exercises],
                "weekly_sets": [change.text for change in result.weekly_sets],
                **fields(result, "instructions", "stop_when", "weeks", "retest", "retest_after_weeks", "sources"),
            }
        )
        for result in assessment.prescriptions
    ]


def _exercise(exercise: ExerciseAdvice) -> Data:
    named = fields(exercise, "id", "name", "state", "dose", "technique")
    return kept({**named, "easier": list(exercise.regressions), "reasons": list(exercise.reasons)})


def _facts(assessment: Assessment) -> list[Data]:
    facts = assessment.knowledge.facts
    return [
        kept(
            {
                "fact": stated.fact,
                "label": facts[stated.fact].label(stated.fact),
                "value": facts[stated.fact].show(stated.value),
                "unit": facts[stated.fact].unit if facts[stated.fact].kind is Kind.NUMBER else None,
                "derived_from": stated.text if stated.origin == "derived" else None,
            }
        )
        for stated in assessment.sheet.stated.values()
    ]


WHOLE: Mapping[Part, Callable[[Assessment], list[Data]]] = {  # every entry of a part, in the order of the report
    "referrals": lambda a: [kept({**referral(r), **fields(r, "because", "needed", "sources")}) for r in a.referrals],
    "restrictions": lambda a: [
        kept(fields(r, "id", "title", "state", "because", "until_seen", "needed", "sources")) for r in a.restrictions
    ],
    "findings": _findings,
    "prescriptions": _prescriptions,
    "questions": lambda a: [question(a.knowledge, q) for q in a.questions],
    "claims": lambda a: [kept(fields(c, "id", "claim", "verdict", "because", "note")) for c in a.claims],
    "facts": _facts,
    "notes": lambda a: [{"note": note} for note in a.notes],
    "sources": lambda a: [
        kept({**fields(s, "id", "citation", "link"), "evidence": evidence(s.grade), "finding": s.finding})
        for s in a.sources
    ],
}
