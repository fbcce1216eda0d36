"""The parts of an assessment as a model reads them: ids that are handles, words instead of stored numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, get_args

from balance_rules.advice.results import Advice, Finding, Question, ReferralResult
from balance_rules.assessment import Assessment
from balance_rules.mcp.answers import Data, kept
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


def part_of(assessment: Assessment, part: Part) -> list[Data]:
    """Return every entry of a part in full, in the order of the report."""
    return _WHOLE[part](assessment)


# ---------------------------------------------------------------- in short


def referral(result: ReferralResult) -> Data:
    """A reason to be seen, in short."""
    return kept({name: getattr(result, name) for name in ("id", "title", "urgency", "state", "action")})


def finding(result: Finding) -> Data:
    """A finding in short: how far it is established, how firmly, how good the evidence is, and its first reason."""
    return kept(
        {
            "id": result.id,
            "title": result.title,
            "level": result.level,
            "may_reach": result.may_reach,
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
            "id": result.id,
            "title": result.title,
            "state": result.state,
            "answers": list(result.answers[:3]),
            "exercises": given[:3],
            "instruction": result.instructions[0] if result.instructions and not given else None,
            "reason": result.reasons[0] if result.state != "given" and result.reasons else None,
            "needed": list(result.needed[:3]),
        }
    )


def question(knowledge: Knowledge, result: Question) -> Data:
    """The next question, with what an answer looks like."""
    return kept(
        {
            "fact": result.fact,
            "question": result.question,
            "how": result.how,
            "answer": expectation(knowledge.facts[result.fact]),
            "reason": result.reason,
        }
    )


def evidence(grade: str | None) -> str | None:
    """A grade of evidence in words."""
    return f"{grade}: {Grade(grade).meaning}" if grade else None


# ---------------------------------------------------------------- in full


def _findings(assessment: Assessment) -> list[Data]:
    knowledge = assessment.knowledge

    def facts(stated: Mapping[str, int]) -> list[str]:
        return [f"{knowledge.facts[fact].label(fact)}: {knowledge.facts[fact].show(v)}" for fact, v in stated.items()]

    return [
        {
            **finding(result),
            "meaning": result.meaning,
            "muscles": list(result.muscles),
            "reasons": [
                kept(
                    {
                        "rule": reason.rule,
                        "because": reason.because,
                        "certainty": reason.certainty,
                        "facts": facts(reason.facts),
                        "sources": list(reason.sources),
                        "against": list(reason.against),
                        "outweighed_by": reason.outweighed_by,
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
                "answers": list(result.answers),
                "sites": list(result.sites),
                "reasons": list(result.reasons),
                "needed": list(result.needed),
                "exercises": [
                    kept(
                        {
                            "id": e.id,
                            "name": e.name,
                            "state": e.state,
                            "dose": e.dose,
                            "technique": list(e.technique),
                            "easier": list(e.regressions),
                            "reasons": list(e.reasons),
                        }
                    )
                    for e in result.exercises
                ],
                "weekly_sets": [change.text for change in result.weekly_sets],
                "instructions": list(result.instructions),
                "stop_when": result.stop_when,
                "weeks": result.weeks,
                "retest": list(result.retest),
                "retest_after_weeks": result.retest_after_weeks,
                "sources": list(result.sources),
            }
        )
        for result in assessment.prescriptions
    ]


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


_WHOLE: Mapping[Part, Callable[[Assessment], list[Data]]] = {
    "referrals": lambda a: [
        kept({**referral(r), "because": r.because, "needed": list(r.needed), "sources": list(r.sources)})
        for r in a.referrals
    ],
    "restrictions": lambda a: [
        kept(
            {
                "id": r.id,
                "title": r.title,
                "state": r.state,
                "because": r.because,
                "until_seen": r.until_seen,
                "needed": list(r.needed),
                "sources": list(r.sources),
            }
        )
        for r in a.restrictions
    ],
    "findings": _findings,
    "prescriptions": _prescriptions,
    "questions": lambda a: [question(a.knowledge, q) for q in a.questions],
    "claims": lambda a: [
        kept({"id": c.id, "claim": c.claim, "verdict": c.verdict, "because": list(c.because), "note": c.note})
        for c in a.claims
    ],
    "facts": _facts,
    "notes": lambda a: [{"note": note} for note in a.notes],
    "sources": lambda a: [
        kept({"id": s.id, "citation": s.citation, "link": s.link, "evidence": evidence(s.grade), "finding": s.finding})
        for s in a.sources
    ],
}
