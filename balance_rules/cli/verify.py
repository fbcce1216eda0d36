"""`balance-rules verify`: what is proved about the knowledge, and what changes between two versions of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from balance_rules.cli.shell import Folders, Json, Width, console, knowledge_base, print_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from balance_rules.verify import Altered, Report, Result, VersionDifference, Witness

REFUTED = 6
UNDECIDED = 7

SHOWN_FACTS = 12


def verify(
    as_json: Json = False,
    sarif: Annotated[bool, typer.Option("--sarif", help="Print SARIF 2.1 instead of text.")] = False,
    against: Annotated[
        Path | None,
        typer.Option(
            metavar="OLD", help="A whole knowledge folder, or 'bundled': show for whom the present one differs from it."
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.001, metavar="SECONDS", help="How long one question to the solver may take.")
    ] = 10.0,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Prove everything anew, and take nothing from earlier runs.")
    ] = False,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """Prove the knowledge over every possible person. The exit status is 6 if a claim fails, 7 if one stays open."""
    from balance_rules.verify import Outcome, difference
    from balance_rules.verify import verify as prove

    if as_json and sarif:
        raise typer.BadParameter("choose --json or --sarif.")
    knowledge = knowledge_base(folders).knowledge
    milliseconds = max(1, round(1000 * timeout))
    if against is not None:
        if sarif:
            raise typer.BadParameter("--sarif has no meaning with --against.")
        from balance_rules.knowledge import load_knowledge

        old = load_knowledge() if str(against) == "bundled" else load_knowledge([against], bundled=False)
        with _Progress() as progress:
            changes = difference.difference(old, knowledge, timeout=milliseconds, progress=progress)
        _print(changes.to_json() if as_json else None, _difference(changes), width)
        outcome = difference.outcome(changes)
    else:
        with _Progress() as progress:
            report = prove(knowledge, timeout=milliseconds, fresh=fresh, progress=progress)
        _print(report.to_json() if as_json else _as_sarif(report) if sarif else None, _report(report), width)
        outcome = Outcome.FAIL if report.failed else Outcome.OPEN if report.open else Outcome.PASS
    if outcome is not Outcome.PASS:
        raise typer.Exit(REFUTED if outcome is Outcome.FAIL else UNDECIDED)


def _as_sarif(report: Report) -> dict[str, Any]:
    from balance_rules.advice.records import engine_version
    from balance_rules.verify.sarif import to_sarif

    return to_sarif(report, engine_version())


def _print(data: dict[str, Any] | None, text: Iterator[RenderableType], width: int | None) -> None:
    if data is not None:
        print_json(data)
        return
    from rich.console import Group

    console(width).print(Group(*text))


class _Progress:
    """A progress bar on stderr, where stderr is a terminal."""

    def __enter__(self) -> _Progress:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        shown = Console(stderr=True)
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        self._bar = Progress(*columns, console=shown, transient=True, disable=not shown.is_terminal)
        self._task = self._bar.add_task("")
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, what: str, done: int, count: int) -> None:
        self._bar.update(self._task, description=what, completed=done, total=count)


# ---------------------------------------------------------------- the report in words


def _report(report: Report) -> Iterator[RenderableType]:
    from balance_rules.report import heading, item, labelled
    from balance_rules.verify import CODES

    yield item(f"{report.knowledge} {report.version} ({report.hash[:12]})", style="bold")
    kept = f", {report.kept} of them answered by earlier runs (--fresh asks all anew)" if report.kept else ""
    yield labelled("Proved with", f"{report.solver}, {report.questions} questions in {report.seconds:.1f} s{kept}")
    yield labelled("Over", ", ".join(f"{count} {what}" for what, count in report.sizes.items()))
    yield heading("Claims")
    for code, (_, claim) in CODES.items():
        counts = report.counts(code)
        mark = "FAIL" if counts["fail"] else "OPEN" if counts["open"] else "PASS" if counts else "none"
        said = ", ".join(f"{n} {_words(outcome)}" for outcome, n in sorted(counts.items())) or "nothing to prove"
        yield item(f"{claim} ({said})", f"{mark} {code}  ")
    for title, results in (
        ("Refuted", report.failed),
        ("Open", report.open),
        ("Refuted, and stood by", report.suppressed),
    ):
        if results:
            yield heading(title)
            for result in results:
                yield from result_lines(result)
    invariants = [r for r in report.results if r.code == "V11" and r.outcome == "pass"]
    if invariants:
        yield heading("Invariants that hold of everybody, whatever is known of them")
        for name in dict.fromkeys(r.subject for r in invariants):
            of_name = [r for r in invariants if r.subject == name]
            more = f" (and {len(of_name) - 1} more like it)" if len(of_name) > 1 else ""
            yield item(f"{of_name[0].claim}{more}", "- ")
    yield heading("What the proofs stand on")
    for note in report.notes:
        yield item(note, "- ")


def _words(outcome: str) -> str:
    return {"pass": "proved", "fail": "refuted", "open": "open", "suppressed": "stood by"}[outcome]


def result_lines(result: Result) -> Iterator[RenderableType]:
    from balance_rules.report import item, labelled
    from balance_rules.verify import CODES

    beside = f" and {result.beside}" if result.beside else ""
    head = f"{CODES[result.code][0]}: {result.subject}{beside}"
    accepted = result.suppressed is not None
    mark = "ACCEPTED" if accepted else result.outcome.upper()
    yield item(head, f"{mark} {result.code}  ", style="" if accepted else "bold")
    places = [*([("", result.place)] if result.place else []), *result.related]
    yield labelled("At", ", ".join(f"{place} {what}".strip() for what, place in places), 2)
    yield labelled("Claim", result.claim, 2)
    if result.witness is not None:
        yield labelled("Witness", _witness(result.witness), 2)
    if result.effect:
        yield labelled("Effect", result.effect, 2)
    if result.also:
        yield labelled("Likewise", f"{len(result.also)} more: {result.also[0]}", 2)
    if result.suppressed is not None:
        yield labelled("Stood by", result.suppressed, 2)
    elif result.fix:
        yield labelled("Fix", result.fix, 2)


def _witness(witness: Witness) -> str:
    """Return a person in words: the first facts, the rest counted, and how a second person differs."""
    shown = ", ".join(f"{fact}={value}" for fact, value in witness.facts[:SHOWN_FACTS]) or "nothing known"
    rest = len(witness.facts) - SHOWN_FACTS
    more = f" and {rest} more (see --json)" if rest > 0 else ""
    changed = "; then " + ", ".join(f"{fact}={value}" for fact, value in witness.changed) if witness.changed else ""
    return shown + more + changed


# ---------------------------------------------------------------- two versions in words


def _difference(changes: VersionDifference) -> Iterator[RenderableType]:
    from balance_rules.report import heading, item, labelled

    yield labelled("Old", changes.old)
    yield labelled("New", changes.new)
    yield labelled("Compared", f"{changes.compared} findings and statements in {changes.seconds:.1f} s")
    if changes.apart:
        said = "their range, resolution, values or computation changed; each is compared as two facts"
        yield labelled("Facts compared as two", f"{', '.join(changes.apart)}: {said}")
    if not changes.altered:
        yield item("Proved equivalent: nobody's findings, referrals, restrictions, exercises or prescriptions change.")
        return
    yield heading("What changes, and for whom")
    for altered in changes.altered:
        yield from _altered(altered)
    rest = changes.compared - len(changes.altered)
    yield item(f"The other {rest} are proved equivalent. Texts, doses and sources are not compared.")


def _altered(altered: Altered) -> Iterator[RenderableType]:
    from balance_rules.report import item, labelled

    yield item(f"{altered.kind} {altered.id}", f"{altered.change.upper()}  ", style="bold")
    for label, side in (("Less is said of", altered.less), ("More is said of", altered.more)):
        if side is not None:
            yield labelled(label, f"{_witness(side[0])}: {side[1]}", 2)
