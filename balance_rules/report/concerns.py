"""What the person came for, a line for each painful site and each goal; and what an answer would unlock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from balance_rules.advice import Priority, complaints, goals, painful, undecided
from balance_rules.advice.complaints import label
from balance_rules.advice.priorities import RELIEF
from balance_rules.advice.results import Advice
from balance_rules.assessment import Assessment
from balance_rules.inference.judgement import Judged
from balance_rules.model import AnyOf, Exercise, Knowledge, Referral, Truth, facts_read, instance_of, key
from balance_rules.report.content import Concern, Reader
from balance_rules.text.gathering import gathered
from balance_rules.text.plain_words import plain
from balance_rules.text.wording import briefly, deciding, listed, lower

MOST_POINTS = 3  # what matters is told in full; what comes after it has a number alone
MOST_CARE = 1
MOST_TITLED = 24  # of more that a question is for, none is named
GOAL = "Goal, "
DOCTOR_FIRST = "a doctor first."


def words_for(knowledge: Knowledge, reader: Reader) -> Callable[[str], str]:
    """What turns a text into the words of a reader: plain ones for the client."""
    return partial(plain, words=knowledge.words.client) if reader == "client" else str


def header(judged: Judged, reader: Reader) -> dict[str, Any]:
    """Return the head of the page: goals, sessions, complaint."""
    roles = judged.knowledge.roles
    words = words_for(judged.knowledge, reader)
    sessions = {roles.sessions_available: "can train", roles.sessions_per_week: "trains"}
    return {
        "goals": tuple(words(label(judged, roles.goal, goal)) for goal in in_order(judged, roles.goal)),
        "sessions": next((f"{verb} {_shown(judged, f)}" for f, verb in sessions.items() if f in judged.facts), ""),
        "complaint": "; ".join(_complaint(judged, site, reader) for site in in_order(judged, roles.pain)[:4]),
    }


def in_order(judged: Judged, attribute: str) -> list[str]:
    """Return the painful sites, the worst first, or the goals, in the order of the knowledge."""
    pain = judged.knowledge.roles.pain
    names = complaints.in_order(judged, attribute, painful(judged) if attribute == pain else goals(judged))
    return sorted(names, key=lambda site: -judged.facts[key(pain, site)]) if attribute == pain else names


def _shown(judged: Judged, fact: str) -> str:
    return judged.knowledge.facts[fact].show(judged.facts[fact]) if fact in judged.facts else ""


def _complaint(judged: Judged, site: str, reader: Reader) -> str:
    where = label(judged, judged.knowledge.roles.pain, site)
    return where if reader == "client" else f"{where} {strength(judged, site)}"


def strength(judged: Judged, site: str) -> str:
    """Return how much a site hurts and for how long: ``3 of 10 for 10 weeks``."""
    roles = judged.knowledge.roles
    weeks = _shown(judged, key(roles.pain_weeks, site))
    return _shown(judged, key(roles.pain, site)) + (f" for {weeks}" if weeks and not weeks.startswith("0 ") else "")


def concerns(
    judged: Judged, assessment: Assessment, themes: Sequence[Priority], reader: Reader, *, at_once: bool
) -> tuple[Concern, ...]:
    """Return a line for each painful site and each goal; `at_once` says that a doctor comes before any answer."""
    roles = judged.knowledge.roles
    pains = (_pain(judged, assessment, site, themes, reader) for site in in_order(judged, roles.pain))
    wanted = (_goal(judged, assessment, goal, themes, reader) for goal in in_order(judged, roles.goal))
    every = (*pains, *wanted)
    return tuple(replace(concern, answer=DOCTOR_FIRST, points=()) for concern in every) if at_once else every


def _pain(judged: Judged, assessment: Assessment, site: str, themes: Sequence[Priority], reader: Reader) -> Concern:
    pain = judged.knowledge.roles.pain
    fact = key(pain, site)
    tied = [f for f in assessment.findings if f.level and any(fact in reason.facts for reason in f.reasons)]
    care = [a for a in assessment._called_for if a.state == "given" and site in a.sites and a.kind != "safety_net"]
    points = tuple(
        n for n, theme in enumerate(themes, 1) if site in theme.sites or {f.id for f in tied} & set(theme.findings)
    )
    parts = [f"seen with it: {listed(f.title for f in tied)}"] if tied else []
    if care and not any(n <= MOST_POINTS for n in points):  # what to do stands under the point
        parts.append(f"do: {briefly((lower(a.title) for a in care), MOST_CARE)}")
    if not tied and not care:
        parts.append(_nothing(judged, assessment, site))
    about = f"Pain, {label(judged, pain, site)}"
    if points:
        parts.append(f"see {listed(map(str, points))}")
    text = words_for(judged.knowledge, reader)(f"{'; '.join(parts)}.")
    return Concern("pain", about if reader == "client" else f"{about}, {strength(judged, site)}", text, points)


def _goal(judged: Judged, assessment: Assessment, goal: str, themes: Sequence[Priority], reader: Reader) -> Concern:
    points = tuple(n for n, theme in enumerate(themes, 1) if goal in theme.goals)
    title = f"{GOAL}{label(judged, judged.knowledge.roles.goal, goal)}"
    if points:
        text = f"see {listed(map(str, points))}."
    elif goal == RELIEF and painful(judged):
        text = "as said of the pain above."
    else:
        text = f"{_nothing(judged, assessment, goal)}."
    return Concern("goal", title, words_for(judged.knowledge, reader)(text), points)


def _nothing(judged: Judged, assessment: Assessment, instance: str) -> str:
    """What is said where nothing is found: what would tell."""
    facts = [question.fact for question in assessment.questions]
    own = [fact for fact in facts if instance_of(fact) == instance]
    others = [] if painful(judged) else facts  # beside a pain the first questions are about that
    tells = [lower(judged.knowledge.facts[fact].label(fact)) for fact in (own or others)[:1]]
    return "nothing found so far" + (f"; this would tell more: {tells[0]}" if tells else "")


# ---------------------------------------------------------------- what an answer unlocks


def unlocked(judged: Judged, names: Sequence[str], most: int = 1) -> dict[str, str]:
    """Return in words what hangs on each attribute or fact: titles of what it could settle, the weightiest first.

    Of dozens the first title says little: there it is whether training is safe, where that is open, or their number.
    """
    titles: dict[str, dict[str, None]] = {name: {} for name in names}
    attributes, safety = judged.knowledge.attributes, set[str]()
    about = gathered(
        (fact, name) for name in titles for fact in {name, *(attributes[name].keys if name in attributes else ())}
    )
    for _, statement, facts in sorted(undecided(judged), key=lambda found: found[0]):
        title = statement.name if isinstance(statement, Exercise) else statement.title
        for name in {name for fact in about.keys() & facts for name in about[fact]}:
            titles[name][title] = None
            if isinstance(statement, Referral):
                safety.add(name)
    told = {name: briefly(map(lower, found), most) for name, found in titles.items()}
    dozens = {name: f"{len(found)} answers" for name, found in titles.items() if len(found) > MOST_TITLED}
    return told | {name: "whether training is safe" if name in safety else count for name, count in dozens.items()}


def called_for(judged: Judged, advice: Advice) -> str:
    """Return the facts that call for a prescription which answers no finding, each with its value."""
    knowledge = judged.knowledge
    proof = judged.prove(AnyOf(next(p.prescribe for p in knowledge.prescriptions if p.id == advice.id)))
    conditions = [leaf.condition for leaf in deciding(proof, Truth.TRUE)]
    facts = dict.fromkeys(fact for condition in conditions for fact in facts_read(condition) if fact in judged.facts)
    told = [f"{knowledge.facts[fact].label(fact)}: {knowledge.facts[fact].show(judged.facts[fact])}" for fact in facts]
    return f"{'; '.join([told[0], *map(lower, told[1:])])}." if told else ""
