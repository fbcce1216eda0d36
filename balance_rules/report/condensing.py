"""An assessment → its short: the few things that matter, each with its number, its evidence and what to do.

Nothing is inferred here. Where there is no room for something, the page says how much it leaves out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from balance_rules.advice import Priority
from balance_rules.advice.complaints import label
from balance_rules.advice.results import Advice, Finding
from balance_rules.assessment import Assessment
from balance_rules.inference.judgement import Judged
from balance_rules.model import AT_ONCE, Grade
from balance_rules.programme.week import Programme
from balance_rules.report.arrangement import (
    HASH_PREFIX,
    answers_theme,
    findings_of,
    questions,
    remedies_of,
    shared_title,
    strongest,
)
from balance_rules.report.concerns import (
    MOST_POINTS,
    called_for,
    concerns,
    header,
    strength,
    unlocked,
    words_for,
)
from balance_rules.report.content import FORMAT, Ask, Heard, KeySource, Point, Reader, Summary, Then
from balance_rules.report.findings import VERDICTS, said_once
from balance_rules.report.rest import MOST_FOUND, what_is_left
from balance_rules.report.retesting import retests
from balance_rules.report.safety import safety_of
from balance_rules.report.weeks import week_in_short
from balance_rules.text.wording import capital, counted, listed, lower
from balance_rules.text.writing import one_line

LARGEST = 8_192  # bytes of a summary as JSON, and as Markdown
MOST_THEN, MOST_ASKED = 2, 3
LONGEST_NAME = 80
STRENGTH_OF_EVIDENCE = {
    Grade.A: "good (reviews)",
    Grade.B: "fair (trials, cohorts)",
    Grade.C: "limited (comparisons)",
    Grade.D: "weak (opinion)",
}
PLAIN_EVIDENCE = {
    Grade.A: "Well studied.",
    Grade.B: "Studied in trials or over time.",
    Grade.C: "Seen in single studies only.",
    Grade.D: "A custom of the trade, hardly studied.",
}
SIZES = ("none", "small", "moderate", "large")
SAFETY_NET = "safety_net"  # prescriptions that say what to watch for, not what to do


@dataclass(frozen=True, slots=True)
class Room:
    """How many of each a page names."""

    concerns: int = 9
    restrictions: int = 5
    because: int = 1
    also: int = 2
    found: int = MOST_FOUND
    do: int = 2
    ask: int = MOST_ASKED
    retest: int = 4
    heard: int = 1
    sources: int = 2
    week: bool = True


ROOMS = (
    Room(),
    Room(concerns=7, restrictions=4),
    Room(concerns=6, restrictions=3, also=1, found=4, ask=2, retest=3),
    Room(concerns=4, restrictions=2, also=0, found=2, do=1, ask=1, retest=2, heard=0, sources=1),
    Room(concerns=3, restrictions=1, also=0, found=0, do=1, ask=1, retest=1, heard=0, sources=1, week=False),
)


def summary(
    assessment: Assessment,
    week: Programme | str | None = None,
    reader: Reader = "coach",
    *,
    largest: int | None = LARGEST,
) -> Summary:
    """Return the short of an assessment.

    Parameters
    ----------
    week
        The week to train, or in words why there is none.
    reader
        Who it is for: ``"coach"`` or ``"client"``.
    largest
        The most bytes that it may have as JSON, and as Markdown; None for what is printed on paper.

    Examples
    --------
    >>> import balance_rules as br
    >>> summary(br.load().assess({"screening": "none", "sedentary_hours": 9})).points[0].title
    'Sitting'
    """
    from balance_rules.report.as_markdown import markdown

    for room in ROOMS:
        short = _summary(assessment, week, reader, room)
        if largest is None or max(len(as_json(short).encode()), len(markdown(short).encode())) <= largest:
            break
    return short


def as_json(short: Summary, *, indent: int | None = None) -> str:
    """Return a summary as JSON of the format ``balance_rules.summary/1``."""
    return _adapter().dump_json(short, indent=indent).decode()


@cache
def _adapter() -> TypeAdapter[Summary]:
    return TypeAdapter(Summary)


def _summary(assessment: Assessment, week: Programme | str | None, reader: Reader, room: Room) -> Summary:
    knowledge, sheet = assessment.knowledge, assessment.sheet
    judged = assessment._judged  # with what was proved already
    left_out: list[str] = []
    at_once = any(r.state == "refer" and r.urgency in AT_ONCE for r in assessment.referrals)
    themes = [] if at_once else _themes(assessment)  # beside an emergency nothing is advised
    points = tuple(
        _point(judged, assessment, n, theme, reader, room) for n, theme in enumerate(themes[:MOST_POINTS], 1)
    )
    rest = themes[MOST_POINTS : MOST_POINTS + MOST_THEN]
    words = words_for(knowledge, reader)
    then = tuple(Then(n, theme.id, words(theme.title)) for n, theme in enumerate(rest, MOST_POINTS + 1))
    said = concerns(judged, assessment, themes[: MOST_POINTS + MOST_THEN], reader, at_once=at_once)
    if len(said) > room.concerns:
        left_out.append(f"{counted(len(said) - room.concerns, 'concern')} more")
    asked = () if at_once else tuple(_asks(judged, assessment, len(points) + len(then) + 1, reader))
    more = len(themes) - len(points) - len(then)
    if more > 0:
        left_out.append(f"{counted(more, 'theme')} more")
    safety = safety_of(assessment, reader, room.restrictions)
    others = what_is_left(assessment, safety, said[: room.concerns], points, reader, most=room.found, silent=at_once)
    return Summary(
        format=FORMAT,
        reader=reader,
        knowledge_name=knowledge.name,
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash[:HASH_PREFIX],
        person=_cut(one_line(sheet.person)),
        date=sheet.date,
        **header(judged, reader),
        safety=safety,
        concerns=said[: room.concerns],
        points=points,
        then=then,
        found=others.found,
        too_little=others.too_little,
        week=week_in_short(judged, week if room.week or isinstance(week, str) else NO_ROOM, reader),
        ask=tuple(ask for ask in asked[: room.ask] if ask),
        retest=() if at_once else retests(judged, assessment, themes[:MOST_POINTS], reader, room.retest),
        heard=tuple(_heard(assessment, len(points) + len(then) + len(asked) + 1, 0 if at_once else room.heard, reader)),
        sources=tuple(_sources(assessment, themes[:MOST_POINTS], room.sources, reader)),
        notes=others.notes,
        left_out=(*left_out, *others.left_out),
    )


NO_ROOM = "The week is not shown here: 'balance-rules programme' gives it."


def _cut(text: str, most: int = LONGEST_NAME) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


# ---------------------------------------------------------------- what matters


def _themes(assessment: Assessment) -> list[Priority]:
    """Return the priorities of which something is established or prescribed; without themes, the findings."""
    themes = [p for p in assessment.priorities if (p.findings or p.prescriptions or p.place[0]) and p.id != "safety"]
    inside = {name for p in themes for name in p.findings}
    alone = [f for f in assessment.findings if f.level and f.id not in inside and not assessment.knowledge.themes]
    return themes + [_alone(assessment, finding) for finding in alone]


def _alone(assessment: Assessment, finding: Finding) -> Priority:
    given = tuple(a.id for a in assessment._called_for if a.state == "given" and finding.id in a.answers)
    place, grounds = (0, 0, 0, finding.score[0], 0, 0), ("",) * 6
    return Priority(finding.id, finding.title, (finding.id,), given, (), (), place, grounds, "")


def _point(judged: Judged, assessment: Assessment, number: int, theme: Priority, reader: Reader, room: Room) -> Point:
    found = findings_of(assessment, theme)
    best, others = (found[0], found[1:]) if found else (None, [])
    care = remedies_of(assessment, theme)
    remedies = sorted((a for a in care if a.kind != SAFETY_NET), key=_kind)
    unanswered = {referral.title for referral in assessment.referrals if referral.state == "unanswered"}
    own = {name for known in judged.knowledge.themes if known.id == theme.id for name in known.prescriptions}
    called = (a for a in assessment._called_for if a.state != "given" and a.called_for)
    held = [a for a in called if a.id in own or answers_theme(a, theme)]
    client = reader == "client"
    words = words_for(judged.knowledge, reader)
    also = tuple(words(finding.title) for finding in others[: room.also])
    return Point(
        number=number,
        id=theme.id,
        title=words(theme.title),
        says=_says(judged, theme, best, reader, remedies),
        because=() if client or best is None else tuple(_because(best, room.because)),
        evidence="" if best is None else _plain_evidence(best) if client else _evidence(best),
        effect=_effect(remedies, reader, words),
        also=also,
        do=tuple(together([words(advice.title) for advice in (remedies or ([] if held else care))[: room.do]])),
        not_yet=tuple(words(_not_yet(advice, unanswered)) for advice in held[:1]),
        findings=(tuple(f.id for f in found) or tuple(a.id for a in (remedies or held)) or theme.prescriptions)[:6],
    )


def together(titles: Sequence[str]) -> list[str]:
    """Return titles, their common beginning said once where it is long.

    >>> together(["Strengthen the calves with raises", "Strengthen the calves with hops"])
    ['Strengthen the calves with raises', 'hops']
    """
    shared, rest = shared_title(titles) if len(titles) > 1 else ("", [])
    if len(shared.split()) < 2:
        return list(titles)
    return [titles[0], *rest[1:]]


_KINDS = ("care", "strength", "technique", "habit", "mobility", "retest", "education")


def _kind(advice: Advice) -> int:
    return _KINDS.index(advice.kind) if advice.kind in _KINDS else len(_KINDS)


def _not_yet(advice: Advice, unanswered: Collection[str]) -> str:
    first = next((reason.rstrip(".") for reason in advice.reasons), "")
    if first.removeprefix("Not ruled out: ") in unanswered:
        first = "the safety questions first"
    return f"{advice.title} ({lower(first)})" if first and advice.state == "withheld" else advice.title


def _effect(remedies: Sequence[Advice], reader: Reader, words: Callable[[str], str]) -> str:
    """What trials say that a remedy achieves, the largest effect of them."""
    known = [advice.benefit for advice in remedies if advice.benefit and advice.benefit.size in SIZES]
    if not known:
        return ""
    best = max(known, key=lambda benefit: SIZES.index(benefit.size))
    text = f"{best.size} on {best.outcome}"
    how_good = f"; evidence {STRENGTH_OF_EVIDENCE[Grade(best.grade)]}" if best.grade and reader == "coach" else ""
    return f"{words(text)}{how_good}"


def _says(judged: Judged, theme: Priority, best: Finding | None, reader: Reader, remedies: Sequence[Advice]) -> str:
    """What a theme is about in a sentence: its strongest finding, what hurts, or what calls for the remedy."""
    if best is None:
        pain = judged.knowledge.roles.pain
        hurts = [
            f"pain of the {label(judged, pain, s)}" + (f" ({strength(judged, s)})" if reader == "coach" else "")
            for s in theme.sites
        ]
        text = f"{capital(listed(hurts))}; care comes first." if hurts else ""
        if not hurts and remedies and reader == "coach":
            text = called_for(judged, remedies[0])
        if not hurts and theme.place[0]:
            text = f"{capital(theme.grounds[0])}. {text}".rstrip()
        return words_for(judged.knowledge, reader)(text)
    return words_for(judged.knowledge, reader)(f"{best.title}. {best.meaning}") if reader == "client" else _level(best)


def _level(finding: Finding) -> str:
    higher = f", may be {finding.may_reach}" if finding.may_reach else ""
    return f"{finding.title}: {finding.level}{higher} (certainty {finding.certainty:.2f})."


def _because(finding: Finding, most: int) -> Iterator[str]:
    yield from (capital(because) for _, because in list(said_once(strongest(finding)))[:most])


def _evidence(finding: Finding) -> str:
    if finding.grade is None:
        return "no source; a convention of this knowledge"
    words = STRENGTH_OF_EVIDENCE[Grade(finding.grade)]
    against = STRENGTH_OF_EVIDENCE[Grade(finding.grade_against)] if finding.grade_against else ""
    if against == words:
        return f"{words} on both sides"
    near = ", found for something near it" if finding.indirect else ""
    return f"{words}{near}" + (f"; against it {against}" if against else "")


def _plain_evidence(finding: Finding) -> str:
    known = PLAIN_EVIDENCE[Grade(finding.grade)] if finding.grade else "Not studied; a custom of the trade."
    return f"{known} Some studies disagree." if finding.contested else known


# ---------------------------------------------------------------- what to ask, what was heard, sources


def _asks(judged: Judged, assessment: Assessment, first: int, reader: Reader) -> Iterator[Ask | None]:
    """Yield what to ask next; None for what a client cannot tell, for the numbers are handles, the same for both."""
    asked = questions(assessment, reader)[:MOST_ASKED]
    hanging = unlocked(judged, [question.name for question in asked])
    words = words_for(assessment.knowledge, reader)
    for number, question in enumerate(asked, first):
        ask = Ask(number, question.name, words(question.text), hanging[question.name])
        yield ask if reader == "coach" or question.of_anybody else None


def _heard(assessment: Assessment, first: int, most: int, reader: Reader) -> Iterator[Heard]:
    """Yield first the claims that are not supported, for these a coach must answer; of several the shortest."""
    order = ("contradicted", "unsupported", "mixed", "association_only", "supported")
    told = sorted(assessment.claims, key=lambda claim: (order.index(claim.verdict), len(claim.claim)))
    words = words_for(assessment.knowledge, reader)
    for number, claim in enumerate(told[:most], first):
        yield Heard(number, claim.id, words(claim.claim), VERDICTS[claim.verdict])


def _sources(assessment: Assessment, themes: Sequence[Priority], most: int, reader: Reader) -> Iterator[KeySource]:
    """Yield the best source of each thing that matters, in turn; first those of what stops the person."""
    evidence = assessment.knowledge.evidence
    groups: list[Iterable[str]] = [r.sources for r in assessment.referrals if r.state == "refer"]
    for theme in themes:
        reasons = [r for finding in findings_of(assessment, theme)[:1] for r in finding.reasons if not r.outweighed_by]
        groups.append([name for reason in reasons for name in reason.sources])
        groups.append([name for reason in reasons for name in reason.against])
        groups.extend(_of_remedy(advice) for advice in remedies_of(assessment, theme)[:2])
    # the page says nothing of a safety net, so it does not cite its sources
    groups += [_of_remedy(a) for a in assessment._called_for if a.state == "given" and a.sites and a.kind != SAFETY_NET]
    best = [
        sorted({n for n in group if n in evidence}, key=lambda n: (evidence[n].grade, evidence[n].doi is None, n))
        for group in groups
    ]
    for id_ in list(dict.fromkeys(group[0] for group in best if group))[:most]:
        source = evidence[id_]
        words = PLAIN_EVIDENCE if reader == "client" else STRENGTH_OF_EVIDENCE
        name = in_short(source.authors, source.journal or source.publisher, source.year)
        yield KeySource(name, source.link, words[source.grade].rstrip("."))


def _of_remedy(advice: Advice) -> tuple[str, ...]:
    """What shows the effect of a remedy, where something does, and else all that it rests on."""
    return (advice.benefit.source,) if advice.benefit else advice.sources


def in_short(authors: str, place: str | None, year: int | None) -> str:
    """Return a source in short: who, where and when.

    >>> in_short("Coombs R, Garbutt G", "J Sports Sci Med", 2002)
    'Coombs and Garbutt 2002, J Sports Sci Med'
    >>> in_short("McGill SM, Marshall LW, Andersen J", "J Strength Cond Res", 2012)
    'McGill et al. 2012, J Strength Cond Res'
    >>> in_short("World Health Organization", None, 2020)
    'World Health Organization 2020'
    """
    parts = authors.removesuffix(" et al").removesuffix(", et al").removesuffix(" et al.").split(", ")
    names = [" ".join(word for word in part.split() if not word.isupper()) or part for part in parts]
    others = len(parts) > 2 or parts != authors.split(", ")
    who = f"{names[0]} et al." if others else " and ".join(names)
    dated = f"{who} {year}" if year else who
    return f"{dated}, {place}" if place and place != who else dated
