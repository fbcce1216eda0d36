"""The one page as text: what a coach reads first, and all that many need."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from balance_rules.model import Urgency
from balance_rules.report.concerns import GOAL
from balance_rules.report.content import Point, RetestPoint, Safety, Summary, Week
from balance_rules.report.paragraphs import ListItem, clean, item, labelled
from balance_rules.text.wording import counted, listed, lower, widest

TITLES = {
    "coach": {
        "concerns": "Complaint and goals",
        "points": "What matters",
        "week": "The week",
        "ask": "Ask next",
        "retest": "Measure again",
        "heard": "What you may have heard",
        "sources": "Key sources",
        "found": "Also found",
        "too_little": "Seen, too little for a finding",
    },
    "client": {
        "concerns": "What you came for",
        "points": "What matters for you",
        "week": "Your week",
        "ask": "What we would like to know",
        "retest": "When we look again",
        "heard": "What you may have heard",
        "sources": "Where this comes from",
        "found": "Also seen",
        "too_little": "Seen, and too little to say more",
    },
}
SAFETY = {"stop": "STOP", "see": "SEE A DOCTOR", "open": "ASK FIRST", "careful": "CAREFUL", "clear": "CLEAR"}
SAFETY_STYLES = {
    "stop": "bold red",
    "see": "bold yellow",
    "open": "bold yellow",
    "careful": "bold yellow",
    "clear": "bold green",
}
_OTHERS = ("Say there too", "To be looked at as well", "Screening is not complete")
_LABELS = "|".join([*(urgency.words for urgency in Urgency), *_OTHERS])
_BEGINS = re.compile(rf"(?<=\.) (?=(?:{_LABELS}): )")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOT_A_DIAGNOSIS = "Not a diagnosis; it predicts no injury."
WHOLE = {
    "coach": "Why: 'explain PROFILE 1'. All: '--full'.",
    "client": "Ask your coach for the reasons behind any line; there is a whole report.",
}


def page(short: Summary) -> Group:
    """Return the one page of an assessment, for a rich console.

    >>> import balance_rules as br
    >>> from rich.console import Console
    >>> from balance_rules.report.condensing import summary
    >>> Console(width=60).print(page(summary(br.load().assess({"screening": "none"}))))  # doctest: +ELLIPSIS
    Muscle balance...
    """
    titles = TITLES[short.reader]
    sections: list[tuple[str, Iterator[RenderableType]]] = [
        (titles["concerns"], _concerns(short)),
        (titles["points"], _points(short)),
        (titles["week"], _week(short.week)),
        (titles["ask"], _ask(short)),
        (titles["retest"], _retest(short)),
        (titles["heard"], _heard(short)),
        (titles["sources"], _sources(short)),
    ]
    parts: list[RenderableType] = [*_head(short), *_safety(short)]
    for title, lines in sections:
        shown = list(lines)
        if shown:
            parts += [Rule(Text(title, "bold"), characters="-", align="left", style="dim"), *shown]
    return Group(*parts, *_foot(short))


def day(date: datetime.date) -> str:
    """Return a date as a page says it.

    >>> day(datetime.date(2026, 3, 2))
    '2 Mar 2026'
    """
    return f"{date.day} {MONTHS[date.month - 1]} {date.year:04}"


def _head(short: Summary) -> Iterator[RenderableType]:
    who = headed(short)
    yield ListItem(Text.assemble(("Muscle balance", "bold"), clean(f": {who}" if who else "")))


def headed(short: Summary) -> str:
    """Return who it is about, of which day, and how often the person trains; the complaint and the goals follow it."""
    when = day(short.date) if short.date else ""
    return ", ".join(part for part in (short.person, when, short.sessions) if part)


def _safety(short: Summary) -> Iterator[RenderableType]:
    safety = short.safety
    text = " ".join([safety.text, *(f"{label}: {words}" for label, words in stopped(safety))])
    yield ListItem(Text.assemble((f"{SAFETY[safety.state]}: ", SAFETY_STYLES[safety.state]), clean(text)))
    yield from (item(note) for note in short.notes)


def one_by_one(safety: Safety) -> list[str]:
    """The text of the safety line, each reason to be seen by itself, where there is room for paragraphs."""
    return _BEGINS.split(safety.text)


def stopped(safety: Safety) -> Iterator[tuple[str, str]]:
    """Yield what waits and what is not for now, with a label each."""
    more = f"; and {safety.more} more" if safety.more else ""
    if safety.waits:
        waits = "; ".join(widest(what for stop in safety.waits for what in stop.split("; ")))
        yield "Waits until somebody has looked", f"{waits}{'' if safety.not_for_now else more}."
    if safety.not_for_now:
        yield "For now", f"{'; '.join(map(lower, safety.not_for_now))}{more}."


def _concerns(short: Summary) -> Iterator[RenderableType]:
    goals = [concern for concern in short.concerns if concern.kind == "goal" and concern.points]
    for concern in short.concerns:
        if concern not in goals:
            yield ListItem(Text.assemble((f"{clean(concern.about)}: ", "bold"), clean(concern.answer)), "- ")
    if goals:  # each is a few words: together they are a line or two
        told = (f"{goal.about.removeprefix(GOAL)}, {goal.answer.rstrip('.')}" for goal in goals)
        yield ListItem(
            Text.assemble((f"Goal{'s' if len(goals) > 1 else ''}: ", "bold"), clean(f"{'; '.join(told)}.")), "- "
        )


def _points(short: Summary) -> Iterator[RenderableType]:
    if not short.points:
        yield item(nothing(short))
    for point in short.points:
        text = Text.assemble((f"{clean(point.title)}.", "bold"))
        if said(point):
            text.append(f" {clean(said(point))}")
        for label, words in details(point):
            if label == "Effect" and point.evidence:  # `explain` tells more of a number
                continue
            text.append(f" {label}: ", "bold").append(clean(words))
        yield ListItem(text, f"{point.number}. ")
    below = Text(" ").join(Text.assemble((f"{label}: ", "bold"), clean(words)) for label, words in beside(short))
    if below:
        yield ListItem(below)


def nothing(short: Summary) -> str:
    """What stands where no point does."""
    if short.safety.state == "stop":
        return "Nothing else before a doctor allows training."
    return "Nothing is established by what is known."


def beside(short: Summary) -> Iterator[tuple[str, str]]:
    """Yield what stands below the points, with a label each: what matters less, and what else fired."""
    titles = TITLES[short.reader]
    then = "; ".join(f"{theme.number} {theme.title}" for theme in short.then)
    told = {"Then": then, titles["found"]: "; ".join(short.found), titles["too_little"]: "; ".join(short.too_little)}
    yield from ((label, f"{words}.") for label, words in told.items() if words)


def said(point: Point) -> str:
    """What a point says: the finding, and the number against its cut."""
    return " ".join([*([point.says] if point.says else []), *(f"{text}." for text in point.because)])


def details(point: Point) -> Iterator[tuple[str, str]]:
    """Yield what stands under a point, with a label each."""
    told = {
        "Also": "; ".join(point.also),
        "Evidence": point.evidence.rstrip("."),
        "Effect": point.effect,
        "Do": "; ".join(point.do),
        "Not yet": "; ".join(point.not_yet),
    }
    yield from ((label, f"{words}.") for label, words in told.items() if words)


def _week(week: Week) -> Iterator[RenderableType]:
    if week.note:
        yield item(week.note)
    for session in week.sessions:
        items = "; ".join(
            f"{i.name} {i.dose.replace(' × ', '×')}" + (f" ({i.change})" if i.change else "") for i in session.items
        )
        when = f"{session.name} {session.day[:3]}, {session.minutes:.0f} min"
        yield labelled(when, f"{items}.")
    for label, text in around(week):
        yield labelled(label, text)


def around(week: Week) -> Iterator[tuple[str, str]]:
    """Yield what is said once of the week, with a label each."""
    warm_up = dict.fromkeys(drill for session in week.sessions for drill in session.warm_up)
    left_out = "; ".join(week.left_out)
    told = {
        "Warm up with": f"{', '.join(warm_up)}.",
        "Every day": f"{'; '.join(week.habits)}.",
        "Sets a week": f"{'; '.join(week.sets)}.",
        "Left out": left_out if left_out.endswith("?") else f"{left_out}.",
        "Progress": week.progress,
        "Stop": week.stop,
    }
    yield from ((label, words) for label, words in told.items() if words not in ("", "."))


def _ask(short: Summary) -> Iterator[RenderableType]:
    for asked in short.ask:
        text = Text.assemble((clean(asked.question), "bold"))
        if short.reader == "coach":
            text.append(f" For: {clean(asked.unlocks)}." if asked.unlocks else "")
        yield ListItem(text, f"{asked.number}. ")


def _retest(short: Summary) -> Iterator[RenderableType]:
    for row in short.retest:
        yield ListItem(Text.assemble((f"{when(row)}: ", "bold"), clean(measured(row))), "- ")


def when(row: RetestPoint) -> str:
    """Return when something is measured again: on a day, or after some weeks."""
    return day(row.date) if row.date else f"After {counted(row.weeks, 'week')}"


def measured(row: RetestPoint) -> str:
    """What is measured again, today's value and where it should be."""
    return row.measure + (f", {row.today} → {row.target}" if row.today else "")


def _heard(short: Summary) -> Iterator[RenderableType]:
    for claim in short.heard:
        text = Text.assemble(f"“{clean(claim.claim).rstrip('.')}”: ", (f"{claim.verdict}.", "bold"))
        yield ListItem(text, f"{claim.number}. ")


def _sources(short: Summary) -> Iterator[RenderableType]:
    for source in short.sources:
        yield item(f"{source.citation}, {source.link.replace('https://doi.org/', 'doi:')}", "- ")


def _foot(short: Summary) -> Iterator[RenderableType]:
    yield item(f"{foot(short)} {WHOLE[short.reader]}", style="dim")


def foot(short: Summary) -> str:
    """What stands below all: what the page is not, what it leaves out, and what it was made with."""
    more = f" Not shown: {listed(short.left_out)}." if short.left_out else ""
    return f"{NOT_A_DIAGNOSIS}{more} {short.knowledge_name} {short.knowledge_version} ({short.knowledge_hash})."
