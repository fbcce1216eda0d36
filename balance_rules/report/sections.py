"""The sections of a report, in the order in which a coach needs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from balance_rules.assessment import Assessment
from balance_rules.model import Attribute, Grade, instance_of, name_of
from balance_rules.report.paragraphs import Item, clean, heading, item, labelled
from balance_rules.results import Advice, ExerciseAdvice, Finding, Question, Reason, ReferralResult

MOST_QUESTIONS = 5
MOST_OPEN = 8
MOST_NEEDED = 4
MOST_FLAGS = 3
MOST_WHOLE = 6  # prescriptions that are spelled out unless the whole report is asked for
HASH_PREFIX = 12

STYLES = {"high": "bold red", "moderate": "bold yellow", "low": "bold", "emergency": "bold red", "urgent": "bold red"}


class Citations:
    """Numbers the sources in the order in which the report cites them."""

    def __init__(self, assessment: Assessment) -> None:
        self._records = {source.id: source for source in assessment.sources}
        self._numbers: dict[str, int] = {}

    def cite(self, sources: Iterable[str], against: Iterable[str] = ()) -> str:
        """Return `` [1, 2; against: 3]``, or nothing where no source is known."""
        parts = [self._list(sources), *(f"against: {text}" for text in [self._list(against)] if text)]
        text = "; ".join(part for part in parts if part)
        return f" [{text}]" if text else ""

    def _list(self, sources: Iterable[str]) -> str:
        numbers = (self._numbers.setdefault(s, len(self._numbers) + 1) for s in sources if s in self._records)
        return ", ".join(str(number) for number in sorted(set(numbers)))

    def section(self) -> Iterator[RenderableType]:
        """Yield the list of the sources that were cited."""
        if not self._numbers:
            return
        yield heading("Sources")
        for name, number in self._numbers.items():
            source = self._records[name]
            yield item(f"({source.grade}) {source.citation} {source.link}", f"[{number}] ")


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
        *_findings(assessment, cited, whole),
        *_given(assessment, cited, whole),
        *_weekly_sets(assessment),
        *_held_back(assessment, "withheld", "Withheld until more is known", whole),
        *_held_back(assessment, "refused", "Not for now", whole),
        *_questions(assessment, whole),
        *_notes(assessment),
        *cited.section(),
    ]
    return Group(*parts)


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
    yield labelled("In short", f"{_count(reached, 'finding')}; prescriptions: {counts}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _more(names: Sequence[str], most: int) -> str:
    """Return names in a row, the last ones as a number."""
    rest = len(names) - most
    return "; ".join([*names[:most], *([f"and {rest} more" if most else str(rest)] if rest > 0 else [])])


# ---------------------------------------------------------------- referrals


def _referrals(assessment: Assessment, cited: Citations) -> Iterator[RenderableType]:
    raised = [result for result in assessment.referrals if result.state == "refer"]
    unanswered = [result for result in assessment.referrals if result.state == "unanswered"]
    yield heading("Referral" if raised else "Safety")
    for result in raised:
        yield from _referral(result, cited)
    if raised:
        yield item("Nothing that loads is prescribed until this is settled.")
    if unanswered:
        titles = _more([result.title for result in unanswered], MOST_FLAGS)
        count = _count(len(unanswered), "red flag")
        yield item(f"Screening is not complete: {count} not ruled out ({titles}). Nothing that loads is given before.")
    if not raised and not unanswered:
        yield item("No red flag: the answers rule all of them out.")


def _referral(result: ReferralResult, cited: Citations) -> Iterator[RenderableType]:
    urgency = (f"{result.urgency.upper()}: ", STYLES.get(result.urgency, "bold"))
    yield Item(Text.assemble(urgency, (clean(result.title), "bold")))
    yield labelled("Do", result.action, 2)
    yield labelled("Because", result.because + cited.cite(result.sources), 2)


# ---------------------------------------------------------------- findings


def findings(assessment: Assessment) -> Group:
    """Return the findings alone, with the sources they cite."""
    cited = Citations(assessment)
    return Group(*_findings(assessment, cited, False), *cited.section())


def _findings(assessment: Assessment, cited: Citations, whole: bool) -> Iterator[RenderableType]:
    """Yield the findings that reached a level, with their reasons, then those that still may in a few lines."""
    reached = [finding for finding in assessment.findings if finding.level]
    yield heading("Findings")
    if reached:
        yield from _legend()
    else:
        yield item("What is known establishes no finding.")
    groups: dict[str, list[Finding]] = {}
    for finding in reached:
        groups.setdefault(name_of(finding.id), []).append(finding)
    for number, group in enumerate(groups.values(), 1):
        lead = f"{number}. "
        yield Text()
        for finding in group:
            yield from _finding(
                finding, lead if finding is group[0] else " " * len(lead), len(group) > 2 and not whole, cited
            )
        yield labelled("Meaning", group[0].meaning, len(lead))
    yield from _open_findings([finding for finding in assessment.findings if not finding.level], whole)


def _legend() -> Iterator[RenderableType]:
    grades = "; ".join(f"{grade.value} = {grade.meaning}" for grade in Grade)
    yield item(
        "Certainty is the certainty of the finding, not a probability: how strongly this person's facts point to it, "
        "from 0 to 1. Evidence is the best science behind it: "
        + grades
        + ". Contested: sources also speak against it. "
        "A reason marked 'also' is part of a stronger one and is not counted twice.",
        style="dim",
    )


def _finding(finding: Finding, lead: str, brief: bool, cited: Citations) -> Iterator[RenderableType]:
    """Yield a finding with its reasons; where many are alike, `brief` leaves out those that do not count."""
    level = finding.level or ""
    facts = [f"may be {finding.may_reach}"] if finding.may_reach else []
    facts += [f"certainty {finding.certainty:.2f}"]
    facts += [f"evidence {finding.grade}"] if finding.grade else []
    facts += ["contested"] if finding.contested else []
    title = (f"{clean(finding.title)}: ", "bold")
    yield Item(Text.assemble(title, (level, STYLES.get(level, "")), f" ({', '.join(facts)})"), lead)
    for reason in finding.reasons:
        if not (brief and reason.outweighed_by):
            yield item(_reason(reason) + cited.cite(reason.sources, reason.against), "- ", len(lead))


def _reason(reason: Reason) -> str:
    if reason.weight < 0:
        return f"speaks against it: {reason.because}"
    return f"also: {reason.because}" if reason.outweighed_by else reason.because


def _open_findings(open_findings: Sequence[Finding], whole: bool) -> Iterator[RenderableType]:
    if not open_findings:
        return
    yield Text()
    yield item("Not established, yet not ruled out: what is not known may still bring", style="bold")
    by_level: dict[str, list[Finding]] = {}
    for finding in open_findings:
        by_level.setdefault(finding.may_reach or "", []).append(finding)
    for level in sorted(by_level, key=["high", "moderate", "low", ""].index):
        names = _merged(by_level[level])
        yield item(_more(names, len(names) if whole else MOST_OPEN), f"- up to {level}: ")


def _merged(open_findings: Sequence[Finding]) -> list[str]:
    """Return titles, those that differ only in their last words as one: ``Weak calf (left, right)``."""
    instances: dict[str, list[str]] = {}
    for finding in open_findings:
        base, comma, instance = finding.title.rpartition(", ")
        if comma and finding.id.endswith("]"):
            instances.setdefault(base, []).append(instance)
        else:
            instances[finding.title] = []
    return [f"{base} ({', '.join(names)})" if names else base for base, names in instances.items()]


# ---------------------------------------------------------------- prescriptions


def _given(assessment: Assessment, cited: Citations, whole: bool) -> Iterator[RenderableType]:
    given = _in_state(assessment, "given")
    yield heading("What to do")
    if not given:
        yield item("No prescription is given.")
    said: dict[str, int] = {}
    spelled_out = len(given) if whole else MOST_WHOLE
    for number, advice in enumerate(given[:spelled_out], 1):
        yield Text()
        yield from _prescription(advice, number, _answered(assessment, advice), cited, said, whole)
    if given[spelled_out:]:
        yield Text()
        yield item("And in short (--whole spells them out):", style="bold")
    for number, advice in enumerate(given[spelled_out:], spelled_out + 1):
        names = [exercise.name for exercise in advice.exercises if exercise.state == "given"]
        yield Item(_titled(advice).append(clean(f": {'; '.join(names) or advice.instructions[0]}")), f"{number}. ")


def _in_state(assessment: Assessment, state: str) -> list[Advice]:
    return [advice for advice in assessment.prescriptions if advice.state == state]


def _titled(advice: Advice) -> Text:
    weeks = f", {_count(advice.weeks, 'week')}" if advice.weeks else ""
    return Text.assemble((clean(advice.title), "bold"), f" ({advice.kind}{weeks})")


def _answered(assessment: Assessment, advice: Advice) -> str:
    """Return why a prescription is given: the findings it answers, with their levels."""
    reached = [f"{f.title} ({f.level})" for f in assessment.findings if f.id in advice.answers and f.level]
    return f"For: {'; '.join(reached)}" if reached else " ".join(advice.reasons)


def _prescription(
    advice: Advice, number: int, answered: str, cited: Citations, said: dict[str, int], whole: bool
) -> Iterator[RenderableType]:
    """Yield a prescription; texts that an earlier one `said` are not repeated."""
    lead = f"{number}. "
    margin = len(lead)
    yield Item(_titled(advice), lead)
    yield item(answered + cited.cite(advice.sources), indent=margin)
    yield from _exercises(advice.exercises, margin)
    if advice.weekly_sets:
        changes = "; ".join(f"{change.name} {change.text}" for change in advice.weekly_sets)
        yield labelled("Weekly sets", changes, margin)
    earlier = sorted({said[text] for text in advice.instructions if text in said})
    for text in advice.instructions:
        if text not in said:
            yield item(text, "- ", margin)
    if earlier:
        yield item(f"and as in {', '.join(map(str, earlier))}", "- ", margin)
    if advice.stop_when:
        rule = f"as in {said[advice.stop_when]}" if advice.stop_when in said else advice.stop_when
        yield labelled("Stop rule", rule, margin)
    if advice.retest:
        after = f" after {_count(advice.retest_after_weeks, 'week')}" if advice.retest_after_weeks else ""
        yield labelled(f"Retest{after}", "; ".join(advice.retest), margin)
    if advice.conventions and whole:
        yield labelled("Conventions, not evidence", " ".join(dict.fromkeys(advice.conventions)), margin)
    for text in (*advice.instructions, advice.stop_when):
        said.setdefault(text, number)


def _exercises(exercises: Sequence[ExerciseAdvice], margin: int) -> Iterator[RenderableType]:
    """Yield the exercises to do, then in a line each those that are not cleared."""
    for exercise in exercises:
        if exercise.state != "given":
            word = "Not cleared yet" if exercise.state == "withheld" else "Left out"
            yield item(f"{word}: {exercise.name} ({'; '.join(exercise.reasons)})", "- ", margin, style="dim")
            continue
        yield Item(Text.assemble((clean(exercise.name), "bold"), clean(f": {exercise.dose}")), "> ", margin)
        yield labelled("Why", "; ".join(exercise.reasons), margin + 2)
        if exercise.technique:
            yield labelled("Technique", ", ".join(exercise.technique), margin + 2)
        if exercise.regressions:
            yield labelled("Easier", ", ".join(exercise.regressions), margin + 2)


def _weekly_sets(assessment: Assessment) -> Iterator[RenderableType]:
    """Yield what all given prescriptions together do to the weekly sets: each muscle once, with their numbers."""
    by_change: dict[str, dict[str, list[int]]] = {}
    for number, advice in enumerate(_in_state(assessment, "given"), 1):
        for change in advice.weekly_sets:
            before, after = change.before, change.after
            sets = (
                ""
                if before is None or after is None
                else f" {before:g} → {after:g}"
                if before != after
                else f" {after:g}"
            )
            by_change.setdefault(change.change, {}).setdefault(f"{change.name}{sets}", []).append(number)
    if by_change:
        yield heading("Weekly sets, all of it together: the next step")
    for name in ("add", "hold", "reduce"):
        muscles = [f"{muscle} ({', '.join(map(str, numbers))})" for muscle, numbers in by_change.get(name, {}).items()]
        if muscles:
            yield labelled(name.capitalize(), "; ".join(muscles))


def _held_back(assessment: Assessment, state: str, title: str, whole: bool) -> Iterator[RenderableType]:
    """Yield what is withheld or refused: first what a finding calls for, then the titles of what one may call for."""
    held = _in_state(assessment, state)
    if not held:
        return
    yield heading(title)
    for advice in held:
        if not (advice.called_for or whole):
            continue
        yield Item(_titled(advice), "* ")
        for reason in advice.reasons:
            yield item(reason, "- ", 2)
        if advice.needed:
            yield labelled("Would settle it", _needed(assessment, advice.needed), 2)
        yield from _exercises([exercise for exercise in advice.exercises if exercise.state != "given"], 2)
    others = [advice.title for advice in held if not advice.called_for]
    if others and not whole:
        names = _more(others, MOST_OPEN if state == "withheld" else 0)
        yield labelled("Not known yet whether a finding calls for it", names)


def _needed(assessment: Assessment, facts: Sequence[str]) -> str:
    """Return the facts that would settle something; many of one attribute are one entry."""
    by_attribute: dict[str, list[str]] = {}
    for fact in facts:
        by_attribute.setdefault(name_of(fact), []).append(fact)
    names: list[str] = []
    for name, keys in by_attribute.items():
        attribute = assessment.knowledge.attributes[name]
        names += [attribute.label(fact) for fact in keys] if len(keys) < 3 else [_whole(attribute, len(keys))]
    return _more(names, MOST_NEEDED)


def _whole(attribute: Attribute, answers: int) -> str:
    return f"{attribute.title_of_all} ({answers} answers)"


# ---------------------------------------------------------------- questions and notes


def _questions(assessment: Assessment, whole: bool) -> Iterator[RenderableType]:
    asked = _by_attribute(assessment)
    if not asked:
        return
    most = len(asked) if whole else MOST_QUESTIONS
    yield heading("Next questions")
    for number, questions in enumerate(asked[:most], 1):
        lead = f"{number}. "
        yield Item(_asked(assessment, questions), lead)
        yield labelled("How", questions[0].how, len(lead))
        yield labelled("Why", questions[0].reason, len(lead))
    if len(asked) > most:
        yield item(f"{_count(len(asked) - most, 'more question')} could matter (--whole lists them).", style="dim")


def _by_attribute(assessment: Assessment) -> list[list[Question]]:
    """Return the questions in their order, those about one attribute together at the place of the first."""
    asked: dict[str, list[Question]] = {}
    for question in assessment.questions:
        asked.setdefault(name_of(question.fact), []).append(question)
    return list(asked.values())


def _asked(assessment: Assessment, questions: Sequence[Question]) -> Text:
    """Return what to ask, and the name under which a profile gives the answer."""
    first, *others = questions
    attribute = assessment.knowledge.facts[first.fact]
    if len(questions) > 2 and attribute.absent is not None:
        whole = f"{_whole(attribute, len(questions))}: one list answers them all, 'none' if none applies."
        return Text.assemble((clean(whole), "bold"), f" {attribute.id}")
    labels = dict(attribute.instances)
    also = "; ".join(labels[instance_of(question.fact) or ""] for question in others)
    text = f"{first.question} (Also: {also}.)" if also else first.question
    return Text.assemble((clean(text), "bold"), f" {attribute.id if also else first.fact}")


def _notes(assessment: Assessment) -> Iterator[RenderableType]:
    if assessment.notes:
        yield heading("Notes on the data")
        for note in assessment.notes:
            yield item(note, "- ")
