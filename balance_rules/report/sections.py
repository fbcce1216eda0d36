"""The whole report: its sections in the order in which a coach needs them."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from balance_rules.advice.results import ReferralResult
from balance_rules.assessment import Assessment
from balance_rules.model import AT_ONCE, Urgency
from balance_rules.report.arrangement import HASH_PREFIX, Citations, questions
from balance_rules.report.findings import claims_section, findings_section
from balance_rules.report.paragraphs import LEVEL_STYLES, ListItem, clean, heading, item, labelled, more
from balance_rules.report.prescriptions import given_section, held_back_section, weekly_sets_section
from balance_rules.report.safety import ALL_WAITS
from balance_rules.text.wording import counted

MOST_QUESTIONS = 5
MOST_FLAGS = 3


def report(assessment: Assessment, *, whole: bool = False) -> Group:
    """Return the report of an assessment, for a rich console.

    Parameters
    ----------
    whole
        Spell out every prescription, reason and open question; otherwise the less important ones are short.

    >>> import balance_rules as br
    >>> from rich.console import Console
    >>> Console(width=60).print(report(br.load().assess({"screening": "none"})))  # doctest: +ELLIPSIS
    Muscle balance report...
    """
    cited = Citations(assessment)
    parts: list[RenderableType] = [
        *_header(assessment),
        *_referrals(assessment, cited),
        *findings_section(assessment, cited, whole),
        *claims_section(assessment, cited),
        *given_section(assessment, cited, whole),
        *weekly_sets_section(assessment),
        *held_back_section(assessment, "withheld", "Withheld until more is known", whole),
        *held_back_section(assessment, "refused", "Not for now", whole),
        *_questions(assessment, whole),
        *_notes(assessment),
        *_sources(cited),
    ]
    return Group(*parts)


def findings(assessment: Assessment) -> Group:
    """Return the findings alone, with the sources they cite."""
    cited = Citations(assessment)
    return Group(*findings_section(assessment, cited, False), *_sources(cited))


def _header(assessment: Assessment) -> Iterator[RenderableType]:
    knowledge, sheet = assessment.knowledge, assessment.sheet
    yield Text("Muscle balance report", "bold")
    if sheet.person:
        yield labelled("Person", sheet.person)
    if sheet.date:
        yield labelled("Date", sheet.date.isoformat())
    yield labelled("Knowledge", f"{knowledge.name} {knowledge.version} ({knowledge.hash[:HASH_PREFIX]})")
    reached = sum(finding.level is not None for finding in assessment.findings)
    states = [advice.state for advice in assessment.prescriptions]
    counts = ", ".join(f"{states.count(state)} {state}" for state in ("given", "withheld", "refused"))
    yield labelled("In short", f"{counted(reached, 'finding')}; prescriptions: {counts}")


# ---------------------------------------------------------------- referrals


def _referrals(assessment: Assessment, cited: Citations) -> Iterator[RenderableType]:
    by_state = {
        state: [result for result in assessment.referrals if result.state == state]
        for state in ("refer", "seen", "unanswered")
    }
    yield heading("Referral" if by_state["refer"] else "Safety")
    today = [result for result in by_state["refer"] if result.urgency in AT_ONCE]  # the most urgent stand first
    for number, result in enumerate(by_state["refer"]):
        if today and number == len(today):
            yield item(ALL_WAITS)
        yield from _referral(result, cited)
    for result in by_state["seen"]:
        now = "training stays stopped as below" if result.stopped else "what it stopped is allowed again"
        yield item(f"Seen by a doctor: {result.title}; {now}.")
    if by_state["unanswered"]:
        titles = more([result.title for result in by_state["unanswered"]], MOST_FLAGS)
        flags = counted(len(by_state["unanswered"]), "reason") + " to see a doctor"
        yield item(f"Screening is not complete: {flags} not ruled out ({titles}). What they stop is not given before.")
    if assessment.no_red_flag:
        yield item("No red flag: every one was asked and denied.")
    elif not assessment.referrals:
        yield item("The red flags were not all asked; nothing points to one.")
    yield from _restricted(assessment, cited)


def _referral(result: ReferralResult, cited: Citations) -> Iterator[RenderableType]:
    urgency = (f"{Urgency(result.urgency).words.upper()}: ", LEVEL_STYLES.get(result.urgency, "bold"))
    yield ListItem(Text.assemble(urgency, (clean(result.title), "bold")))
    yield labelled("Do", result.action, 2)
    yield labelled("Because", result.because + cited.cite(result.sources), 2)
    visits = "; ".join(f"{name}: {{date: …, cleared: yes, with_limits or no}}" for name in result.complaints)
    if visits:
        yield labelled("After the visit", f"write it under 'seen' ({visits})", 2)


def _restricted(assessment: Assessment, cited: Citations) -> Iterator[RenderableType]:
    active = [result for result in assessment.restrictions if result.state == "active"]
    if active:
        yield item("Not for now:", style="bold")
    for result in active:
        because = "" if result.until_seen else f", because {result.because}{cited.cite(result.sources)}"
        yield item(f"{result.title}{because}.", "- ")


# ---------------------------------------------------------------- questions, notes, sources


def _questions(assessment: Assessment, whole: bool) -> Iterator[RenderableType]:
    asked = questions(assessment)
    if not asked:
        return
    most = len(asked) if whole else MOST_QUESTIONS
    yield heading("Next questions")
    for number, question in enumerate(asked[:most], 1):
        lead = f"{number}. "
        yield ListItem(Text.assemble((clean(question.text), "bold"), f" {question.name}"), lead)
        yield labelled("How", question.how, len(lead))
        yield labelled("Why", question.reason, len(lead))
    if len(asked) > most:
        yield item(f"{counted(len(asked) - most, 'more question')} could matter (--whole lists them).", style="dim")


def _notes(assessment: Assessment) -> Iterator[RenderableType]:
    if assessment.notes:
        yield heading("Notes on the data")
        for note in assessment.notes:
            yield item(note, "- ")


def _sources(cited: Citations) -> Iterator[RenderableType]:
    if not cited.numbers:
        return
    yield heading("Sources")
    for name, number in cited.numbers.items():
        source = cited.records[name]
        yield item(f"({source.grade}) {source.citation} {source.link}", f"[{number}] ")
