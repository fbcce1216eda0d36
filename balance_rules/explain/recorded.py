"""A recorded answer explained as it was: from the record alone, whatever the knowledge says today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from balance_rules.advice.results import Advice, AssessmentRecord, Finding, Reason, ReferralResult, RestrictionResult
from balance_rules.errors import BalanceRulesError, unknown_name
from balance_rules.explain.derivation import Link, Role, Step, StepKind
from balance_rules.explain.explanation import TruthName
from balance_rules.explain.how import How
from balance_rules.model import name_of

Answer = Finding | ReferralResult | RestrictionResult | Advice
TRUTHS: Mapping[str, TruthName] = {
    "refer": "true",
    "seen": "true",
    "unanswered": "unknown",
    "active": "true",
    "open": "unknown",
    "given": "true",
    "withheld": "unknown",
    "refused": "false",
}


def answers(record: AssessmentRecord) -> dict[str, Answer]:
    """Everything that a record answers, by id."""
    found: tuple[Answer, ...] = (*record.findings, *record.referrals, *record.restrictions, *record.prescriptions)
    return {answer.id: answer for answer in found}


def how_recorded(record: AssessmentRecord, name: str, plain_words: Mapping[str, str]) -> How:
    """How something was derived when it was recorded: the reasons, facts and sources as they were written.

    A record has no plain words for an athlete; `plain_words` are those of a knowledge.

    Raises
    ------
    BalanceRulesError
        When the record says nothing of that name.
    """
    known = answers(record)
    matching = [name] if name in known else [other for other in known if name_of(other) == name]
    if not matching:
        fix = "A short record leaves out what nothing called for; judge it as of today to see the rest."
        raise BalanceRulesError([unknown_name("explain", name, known, "answer of the record", fix)])
    answer = known[matching[0]]
    graph = _Recorded(record)
    state, kind = _state(answer)
    truth = TRUTHS.get(state, "true" if isinstance(answer, Finding) and answer.level else "unknown")
    statement = f"{answer.title}: {state.replace('_', ' ')}, as recorded with {record.made_with}."
    graph.step(answer.id, kind, truth, f"{answer.title}: {state}")
    for text in _reasons(answer):
        graph.supports(answer.id, f"{answer.id} ? {text}", "condition", text)
    if isinstance(answer, Finding):
        for reason in answer.reasons:
            graph.reason(answer.id, reason)
    else:
        graph.cite(answer.id, answer.sources, ())
    finding = answer if isinstance(answer, Finding) else None
    return How(
        target=answer.id,
        title=answer.title,
        truth=truth,
        level=finding.level if finding else None,
        score=finding.score if finding else None,
        cuts={},
        certainty=finding.certainty if finding else None,
        statement=statement,
        steps=tuple(graph.steps.values()),
        links=tuple(graph.links),
        in_spite_of=(),
        needed=() if isinstance(answer, Finding) else answer.needed,
        cut=False,
        knowledge_hash=record.knowledge_hash,
        plain_words=plain_words,
    )


def _state(answer: Answer) -> tuple[str, StepKind]:
    match answer:
        case Finding(level=level, may_reach=may_reach):
            return level or (f"not established, may reach {may_reach}" if may_reach else "not established"), "finding"
        case ReferralResult(state=state):
            return state, "referral"
        case RestrictionResult(state=state):
            return state, "restriction"
        case Advice(state=given):
            return given, "prescription"


def _reasons(answer: Answer) -> Iterable[str]:
    match answer:
        case Finding():
            return ()
        case Advice(reasons=reasons):
            return reasons
        case ReferralResult() | RestrictionResult():
            return (answer.because,)


class _Recorded:
    """The steps and links of a recorded answer."""

    def __init__(self, record: AssessmentRecord) -> None:
        self.facts = {fact.fact: fact for fact in record.facts}
        self.sources = {source.id: source for source in record.sources}
        self.steps: dict[str, Step] = {}
        self.links: list[Link] = []

    def step(self, name: str, kind: StepKind, truth: TruthName, text: str, detail: str = "") -> None:
        self.steps.setdefault(name, Step(name, kind, truth, text, text, detail))

    def supports(self, parent: str, name: str, kind: StepKind, text: str, role: Role = "requires") -> None:
        self.step(name, kind, "true", text)
        self.links.append(Link(name, parent, role))

    def reason(self, parent: str, reason: Reason) -> None:
        """Add a rule that fired, with the facts it fired on and its sources."""
        side = "for" if reason.weight > 0 else "against"
        text = f"{reason.title} ({side}, certainty {reason.certainty:+.2f}): {reason.because}"
        self.supports(parent, reason.rule, "rule", text, "outweighed" if reason.outweighed_by else "concludes")
        for name in reason.facts:
            if name in self.facts:
                fact = self.facts[name]
                self.step(name, "fact", "true", f"{name} = {fact.shown}", f"stated {fact.text!r} at {fact.origin}")
                self.links.append(Link(name, reason.rule, "satisfies"))
        self.cite(reason.rule, reason.sources, reason.against)

    def cite(self, parent: str, sources: Iterable[str], against: Iterable[str]) -> None:
        roles: list[tuple[str, Role]] = [(name, "cites") for name in sources]
        for name, role in (*roles, *((name, "speaks_against") for name in against)):
            if name in self.sources:
                source = self.sources[name]
                self.step(f"source {name}", "source", "true", f"{source.citation} (grade {source.grade})", source.link)
                self.links.append(Link(f"source {name}", parent, role))
