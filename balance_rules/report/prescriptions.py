"""The sections of prescriptions: what to do, what it does to the weekly sets, and what is held back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from balance_rules.advice.results import Advice, ExerciseAdvice, State
from balance_rules.assessment import Assessment
from balance_rules.report.arrangement import Citations, answered, in_state, needed, weekly_sets
from balance_rules.report.paragraphs import ListItem, clean, heading, item, labelled, more
from balance_rules.text.wording import counted

MOST_HELD = 8
MOST_NEEDED = 4
MOST_WHOLE = 6  # prescriptions that are spelled out unless the whole report is asked for


def given_section(assessment: Assessment, cited: Citations, whole: bool) -> Iterator[RenderableType]:
    """Yield the prescriptions that are given, the less important ones short unless the whole is wanted."""
    given = in_state(assessment, "given")
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
        yield ListItem(_titled(advice).append(clean(f": {'; '.join(names) or advice.instructions[0]}")), f"{number}. ")


def _titled(advice: Advice) -> Text:
    weeks = f", {counted(advice.weeks, 'week')}" if advice.weeks else ""
    return Text.assemble((clean(advice.title), "bold"), f" ({advice.kind}{weeks})")


def _answered(assessment: Assessment, advice: Advice) -> str:
    """Return why a prescription is given: the findings it answers, with their levels."""
    reached = [f"{finding.title} ({finding.level})" for finding in answered(assessment, advice)]
    return f"For: {'; '.join(reached)}" if reached else " ".join(advice.reasons)


def _prescription(
    advice: Advice, number: int, answered: str, cited: Citations, said: dict[str, int], whole: bool
) -> Iterator[RenderableType]:
    """Yield a prescription; texts that an earlier one `said` are not repeated."""
    lead = f"{number}. "
    margin = len(lead)
    yield ListItem(_titled(advice), lead)
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
        after = f" after {counted(advice.retest_after_weeks, 'week')}" if advice.retest_after_weeks else ""
        yield labelled(f"Retest{after}", "; ".join(advice.retest), margin)
    if advice.retest_waits:
        why = "for its test loads what is restricted now"
        yield labelled(f"Retest waits, {why}", "; ".join(advice.retest_waits), margin)
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
        yield ListItem(Text.assemble((clean(exercise.name), "bold"), clean(f": {exercise.dose}")), "> ", margin)
        yield labelled("Why", "; ".join(exercise.reasons), margin + 2)
        if exercise.technique:
            yield labelled("Technique", ", ".join(exercise.technique), margin + 2)
        if exercise.regressions:
            yield labelled("Easier", ", ".join(exercise.regressions), margin + 2)


def weekly_sets_section(assessment: Assessment) -> Iterator[RenderableType]:
    """Yield what all given prescriptions together do to the weekly sets: each muscle once, with their numbers."""
    by_change: dict[str, list[str]] = {}
    for muscle in weekly_sets(assessment):
        before, after = muscle.change.before, muscle.change.after
        sets = ""
        if before is not None and after is not None:
            sets = f" {before:g} → {after:g}" if before != after else f" {after:g}"
        numbers = ", ".join(map(str, muscle.numbers))
        by_change.setdefault(muscle.change.change, []).append(f"{muscle.change.name}{sets} ({numbers})")
    if by_change:
        yield heading("Weekly sets, all of it together: the next step")
    for name in ("add", "hold", "reduce"):
        if name in by_change:
            yield labelled(name.capitalize(), "; ".join(by_change[name]))


def held_back_section(assessment: Assessment, state: State, title: str, whole: bool) -> Iterator[RenderableType]:
    """Yield what is withheld or refused: first what a finding calls for, then the titles of what one may call for."""
    held = in_state(assessment, state)
    if not held:
        return
    yield heading(title)
    for advice in held:
        if not (advice.called_for or whole):
            continue
        yield ListItem(_titled(advice), "* ")
        for reason in advice.reasons:
            yield item(reason, "- ", 2)
        if advice.needed:
            yield labelled("Would settle it", more(needed(assessment, advice.needed), MOST_NEEDED), 2)
        yield from _exercises([exercise for exercise in advice.exercises if exercise.state != "given"], 2)
    others = [advice.title for advice in held if not advice.called_for]
    if others and not whole:
        names = more(others, MOST_HELD if state == "withheld" else 0)
        yield labelled("Not known yet whether a finding calls for it", names)
