"""What a coaching tool does with the library: all of it passes a strict type checker."""

from __future__ import annotations

import datetime

import balance_rules as br
from balance_rules.advice.results import Advice, AssessmentRecord, Finding, Question, ReferralResult
from balance_rules.explain import How, Revision, WhyNot


def answer(person: dict[str, object]) -> str:
    kb: br.KnowledgeBase = br.load()
    try:
        assessment: br.Assessment = kb.assess(person)
    except br.FactError as error:
        problem: br.Problem = error.problems[0]
        path: tuple[str | int, ...] = problem.path
        return f"{problem.code} at {path}: {problem.fix}"
    findings: tuple[Finding, ...] = assessment.findings
    given: list[Advice] = [advice for advice in assessment.prescriptions if advice.state == "given"]
    seen: list[ReferralResult] = [referral for referral in assessment.referrals if referral.state == "refer"]
    first: Question | None = assessment.questions[0] if assessment.questions else None
    record: AssessmentRecord = assessment.record
    return f"{len(findings)} {len(given)} {len(seen)} {first} {record.made_with} {br.__version__}"


def explained(assessment: br.Assessment) -> str:
    how: How = assessment.how("prolonged_sitting")
    why_not: WhyNot = assessment.why_not("prolonged_sitting")
    return how.to_text("athlete") + why_not.to_json()


def reopened(text: str, kb: br.KnowledgeBase) -> Revision:
    opened: br.Assessment = br.Assessment.from_json(text, kb.knowledge)
    date: datetime.date | None = opened.sheet.date
    today: br.Assessment = opened.judged_today()
    print(date, today.to_json(full=True))
    return opened.revision()


def typed(kb: br.KnowledgeBase) -> br.Assessment:
    profile = kb.Profile(person="A. B.", sedentary_hours="9 h/day", pain={"left_knee": 3, "others": "none"})
    return kb.assess(type(profile).model_validate(profile.model_dump()))


def page(assessment: br.Assessment) -> str:
    sheet: br.FactSheet = assessment.sheet
    return br.html_report(assessment) + sheet.person
