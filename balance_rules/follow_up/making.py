"""From visits to the follow-up: everything judged with one knowledge, and judged again to check it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

from balance_rules.advice.records import differing, engine_version
from balance_rules.assessment import Assessment, concluded
from balance_rules.errors import FactError
from balance_rules.follow_up.block import ProgrammeSource, block, not_covered, read_programme
from balance_rules.follow_up.decisions import decisions
from balance_rules.follow_up.findings import finding_changes, owed, referral_changes
from balance_rules.follow_up.measures import measure_changes
from balance_rules.follow_up.results import FORMAT, Block, FollowUp, Visit
from balance_rules.follow_up.visits import Seen, VisitSource, check_order, seen, whose
from balance_rules.model import Knowledge
from balance_rules.person.facts import derived, records_of, stated_of
from balance_rules.person.logs import TrainingLog


def make_follow_up(
    knowledge: Knowledge,
    sources: Sequence[VisitSource],
    assess: Callable[[Any], Assessment],
    *,
    programme: ProgrammeSource | None = None,
    log: TrainingLog | None = None,
    any_dates: bool = False,
) -> FollowUp:
    """What changed between visits, oldest first; see `KnowledgeBase.follow_up`."""
    visits = tuple(seen(knowledge, source, assess) for source in sources)
    check_order(visits, any_dates=any_dates)
    planned = None if programme is None else read_programme(knowledge, programme)
    notes = [*whose(visits), *(note for visit in visits for note in visit.notes)]
    trained = None
    since, until = visits[-2].date, visits[-1].date
    if log is not None:
        if since is None or until is None or until <= since:
            fix = "Write the days of the visits into them."
            raise FactError.of(
                "log", "visits without days in order", "the days between which it counts", fix, code="wrong-date"
            )
        trained = block(knowledge, log, since, until, planned)
        notes += [] if trained else [not_covered(log, since, until)]
    elif planned is not None:
        notes.append("A programme was given and no training log: what was done of it is not known.")
    return _compared(knowledge, visits, trained, notes)


def _compared(knowledge: Knowledge, visits: tuple[Seen, ...], trained: Block | None, notes: Sequence[str]) -> FollowUp:
    before, after = visits[-2], visits[-1]
    measures = measure_changes(visits)
    findings = finding_changes(before, after, {m.fact: m for m in measures})
    referrals = referral_changes(before, after)
    return FollowUp(
        format=FORMAT,
        engine_version=engine_version(),
        knowledge_name=knowledge.name,
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash,
        person=next((visit.sheet.person for visit in reversed(visits) if visit.sheet.person), ""),
        visits=tuple(_visit(visit) for visit in visits),
        referrals=referrals,
        measures=measures,
        findings=findings,
        prescriptions=decisions(before, after, measures, findings, referrals, trained),
        block=trained,
        owed_to_knowledge=owed(visits),
        notes=tuple(notes),
    )


def _visit(visit: Seen) -> Visit:
    judged_with = visit.recorded.knowledge_hash if visit.recorded else visit.knowledge.hash
    facts = records_of(visit.knowledge, visit.grounds.base.values())
    return Visit(visit.date, visit.sheet.person, judged_with, facts)


# ---------------------------------------------------------------- judged again


def replayed(found: FollowUp, knowledge: Knowledge) -> tuple[str, ...]:
    """Return every difference between a follow-up and what its own facts say; see `FollowUp.replay`."""
    if found.knowledge_hash != knowledge.hash:
        return (f"knowledge_hash: recorded {found.knowledge_hash[:12]}, given {knowledge.hash[:12]}",)
    visits = tuple(_seen_again(knowledge, visit) for visit in found.visits)
    fresh = replace(
        _compared(knowledge, visits, found.block, found.notes),
        engine_version=found.engine_version,
        owed_to_knowledge=found.owed_to_knowledge,
        visits=found.visits,
    )
    return differing(found, fresh, [field.name for field in fields(FollowUp)])


def _seen_again(knowledge: Knowledge, visit: Visit) -> Seen:
    return Seen(concluded(knowledge, derived(knowledge, stated_of(visit.facts), visit.person, visit.date)))
