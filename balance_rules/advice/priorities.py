"""Findings, complaints and goals → what matters, in order: a few themes, each place in the order explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from balance_rules.advice.complaints import goals, in_order, label, painful
from balance_rules.advice.progression import dose_of, fitted, seconds_a_set, sessions_wanted, span
from balance_rules.advice.referrals import referrals
from balance_rules.advice.results import Advice, Finding, Question
from balance_rules.inference.judgement import Judged
from balance_rules.model import Theme, instance_of, key, name_of

PLACES = (
    "safety",
    "pain",
    "a stated goal",
    "certainty, and what trials say the remedy achieves",
    "minutes a week",
    "the order of the knowledge",
)
NONE = ("nothing that comes before all else", "no pain", "no stated goal", "nothing established", "no time", "")
RELIEF = "pain_relief"  # the goal that every theme serves that answers a pain
HELD_BACK = "Nothing is given for it yet; what holds it back is asked."
STATED = 3000  # the certainty of what is prescribed for a fact and not for a finding, in milli-nats


@dataclass(frozen=True, slots=True)
class Priority:
    """A theme that matters: what was found, what is prescribed, and its place in the order.

    `place` and `grounds` hold, in the order of `PLACES`, a number that puts the larger first and its words: safety
    (a referral, then what the knowledge puts before pain), the worst pain that the theme answers, whether it serves a
    stated goal, certainty of its best finding by the best effect of its remedies, minutes a week (fewer first), the
    order of the knowledge. `reason` joins the words that
    count for it. `note` says what is said where nothing is established; `ask` names the facts that would tell.
    """

    id: str
    title: str
    findings: tuple[str, ...]
    prescriptions: tuple[str, ...]
    sites: tuple[str, ...]
    goals: tuple[str, ...]
    place: tuple[int, int, int, int, int, int]
    grounds: tuple[str, str, str, str, str, str]
    reason: str
    note: str = ""
    ask: tuple[str, ...] = ()


def priorities(
    judged: Judged, findings: Sequence[Finding], prescriptions: Sequence[Advice], questions: Sequence[Question]
) -> tuple[Priority, ...]:
    """What matters, the most important first.

    As many themes are named as the knowledge says; a painful site and a stated goal always have a line, even when
    nothing is established about them.
    """
    programming = judged.knowledge.programming
    themes = _Themes(judged, findings, prescriptions).found() if programming else []
    most = programming.most_priorities if programming else 1  # a doctor is named whatever the knowledge lacks
    named = sorted([*_safety(judged), *themes], key=_first)[:most]
    sites = {site for priority in named for site in priority.sites}
    wanted = {goal for priority in named for goal in priority.goals}
    later = [theme for theme in sorted(themes, key=_first) if theme not in named]
    for theme in later:  # beyond those that are named, a theme is a line only for what hurts and what is wanted
        if set(theme.sites) - sites or set(theme.goals) - wanted:
            named.append(theme)
            sites |= set(theme.sites)
            wanted |= set(theme.goals)
    roles = judged.knowledge.roles
    untold = ((roles.pain, painful(judged) - sites), (roles.goal, goals(judged) - wanted))
    lines = [_silent(judged, role, name, questions) for role, of in untold for name in in_order(judged, role, of)]
    return tuple(sorted([*named, *lines], key=_first))


def _first(priority: Priority) -> tuple[int, ...]:
    return tuple(-part for part in priority.place)


def why_before(first: Priority, second: Priority) -> str:
    """Return why a priority stands before another: the first place in which they differ, with both sides of it.

    Raises
    ------
    ValueError
        When it does not stand before it.
    """
    for i, name in enumerate(PLACES):
        if first.place[i] > second.place[i]:
            ours, theirs = first.grounds[i], second.grounds[i] or NONE[i]
            against = f": {ours}, against {theirs}" if ours else ""
            return f"{first.title} stands before {second.title} by {name}{against}."
        if first.place[i] < second.place[i]:
            break
    raise ValueError(f"{first.title!r} does not stand before {second.title!r}")


class _Themes:
    """The themes of the knowledge, filled with what is so of one person."""

    def __init__(self, judged: Judged, findings: Sequence[Finding], prescriptions: Sequence[Advice]) -> None:
        self.judged = judged
        about = judged.knowledge.family
        self.established = [f for f in findings if f.level and about(f.family).about != "input"]
        self.given = [a for a in prescriptions if a.state == "given" and a.called_for]
        self.painful, self.wanted = painful(judged), goals(judged)
        self.names = {prescription.id: prescription.name for prescription in judged.knowledge.prescriptions}

    def found(self) -> list[Priority]:
        themes = enumerate(self.judged.knowledge.themes)
        return [priority for order, theme in themes if (priority := self._priority(theme, order))]

    def _priority(self, theme: Theme, order: int) -> Priority | None:
        judged, roles = self.judged, self.judged.knowledge.roles
        found = [finding for finding in self.established if name_of(finding.id) in theme.findings]
        names = {name for finding in found for name in self._ids(finding)}
        sites = in_order(judged, roles.pain, self.painful & set(theme.sites))
        own = [a for name in theme.prescriptions for a in self.given if self.names[a.id] == name]  # in its own order
        remedies = own + [
            a for a in self.given if a not in own and (names & set(a.answers) or set(sites) & set(a.sites))
        ]
        urgent = theme.safety is not None and judged.prove(theme.safety).truth > 0
        if not found and not own and not (sites and remedies) and not urgent:
            return None
        wanted = in_order(judged, roles.goal, self.wanted & {*theme.goals, *([RELIEF] if sites else [])})
        pains = {site: judged.facts[key(roles.pain, site)] for site in sites}
        pain = max(pains.values(), default=0)
        certain, certain_words = self._certain(found, remedies)
        minutes = sum(map(self._minutes, remedies))
        hurts = {label(judged, roles.pain, site): value for site, value in pains.items()}
        grounds = (
            theme.safety_because if urgent else "",
            ", ".join(f"pain of the {where} {value} of 10" for where, value in hurts.items()),
            ", ".join(f"for the goal {label(judged, roles.goal, goal)}" for goal in wanted),
            certain_words,
            f"about {minutes} min a week",
            "",
        )
        return Priority(
            id=theme.id,
            title=_titled(theme, names, sites),
            findings=tuple(finding.id for finding in found),
            prescriptions=tuple(advice.id for advice in remedies),
            sites=tuple(sites),
            goals=tuple(wanted),
            place=(int(urgent), pain, int(bool(wanted)), certain, -minutes, -order),
            grounds=grounds,
            reason="; ".join(filter(None, grounds[:4])),
            note="" if found or remedies else HELD_BACK,
        )

    def _ids(self, finding: Finding) -> tuple[str, ...]:
        """Return the ids of what a finding tells of: one that tells of several together bears their common name."""
        if finding.id in self.judged.knowledge.conclusions:
            return (finding.id,)
        return tuple(key(finding.id, muscle) for muscle in finding.muscles)

    def _certain(self, found: Sequence[Finding], remedies: Sequence[Advice]) -> tuple[int, str]:
        """Return certainty by effect: the certainty of the best finding, weighed by the best effect of a remedy."""
        programming = self.judged.knowledge.programming
        assert programming is not None
        weights = dict(programming.benefit_weight)
        top = max(found, key=lambda finding: finding.score[0], default=None)
        known = [advice.benefit for advice in remedies if advice.benefit]
        best = max(known, key=lambda benefit: weights[benefit.size], default=None)
        size = best.size if best else "unknown"
        score = top.score[0] if top else STATED if remedies else 0
        words = [f"{top.title}: {top.level}"] if top else []
        if best:
            effect = "no effect" if size == "none" else f"a {size} effect"
            words.append(f"trials give its remedy {effect} on {best.outcome} (grade {best.grade})")
        return score * weights[size], "; ".join(words)

    def _minutes(self, advice: Advice) -> int:
        """Return about how many minutes a week a prescription takes: its first exercise, the fewest sets."""
        knowledge = self.judged.knowledge
        first = next((knowledge.exercises[e.id] for e in advice.exercises if e.state == "given"), None)
        dose = dose_of(knowledge, first.id, advice.id) if first else None
        if first is None or dose is None or knowledge.programming is None:
            return 0
        quantities, _ = fitted(self.judged, dose)
        sets, _ = span(quantities, "sets", (1, 1))
        seconds = knowledge.programming.setup_seconds + sets * seconds_a_set(self.judged, first, dose)
        return round(sessions_wanted(self.judged, dose) * seconds / 60)


def _titled(theme: Theme, findings: set[str], sites: Sequence[str]) -> str:
    """Return the title of a theme, with the side where all that it is about is of one side."""
    sides = {instance_of(name) for name in findings if instance_of(name) in ("left", "right")}
    sides |= {site.partition("_")[0] for site in sites if site.startswith(("left_", "right_"))}
    return f"{theme.title}, {sides.pop()}" if len(sides) == 1 else theme.title


def _safety(judged: Judged) -> Iterator[Priority]:
    """Yield the line that comes before all: a doctor first."""
    raised = [referral for referral in referrals(judged) if referral.state == "refer"]
    if raised:
        reason = "; ".join(referral.title for referral in raised)
        note = "See a doctor first; what it stops is not trained until then."
        names = tuple(referral.id for referral in raised)
        yield Priority("safety", "Safety", names, (), (), (), (2, 0, 0, 0, 0, 0), (reason, *[""] * 5), reason, note)  # type: ignore[arg-type]


def _silent(judged: Judged, attribute: str, instance: str, questions: Sequence[Question]) -> Priority:
    """Return the line of a painful site or a goal about which nothing is established."""
    fact = key(attribute, instance)
    where = label(judged, attribute, instance)
    about = [q.fact for q in questions if instance_of(q.fact) == instance][:3]
    ask = tuple(about or [q.fact for q in questions[:3]])
    hurts = attribute == judged.knowledge.roles.pain
    pain = judged.facts[fact] if hurts else 0
    words = f"pain of the {where} {pain} of 10" if hurts else f"the goal {where}"
    order = [name for name, _ in judged.knowledge.attributes[attribute].instances].index(instance)
    place = (0, pain, int(not hurts), 0, 0, -len(judged.knowledge.themes) - order)
    grounds = ("", words if hurts else "", "" if hurts else words, "nothing established", "", "")
    title = f"Pain, {where}" if hurts else f"Goal: {where}"
    note = "Nothing is established about it" + ("; what would tell is asked." if ask else ".")
    sites, wanted = ((instance,), ()) if hurts else ((), (instance,))
    return Priority(fact, title, (), (), sites, wanted, place, grounds, words, note, ask)
