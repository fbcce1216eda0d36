"""`balance-rules session`: working memory in conversation: declare, retract, step, look."""

from __future__ import annotations

import cmd
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from balance_rules.cli.shell import (
    BAD_INPUT,
    Folders,
    Records,
    Width,
    complain,
    console,
    knowledge_base,
    shared_options,
)
from balance_rules.errors import BalanceRulesError, FactError, Problem, unknown_name

if TYPE_CHECKING:
    from rich.console import Console

    from balance_rules.assessment import Assessment
    from balance_rules.inference.forward import Firing
    from balance_rules.knowledge_base import KnowledgeBase
    from balance_rules.person.facts import FactSheet, Source

# A value ends where the next `fact=` begins, so that it may hold blanks: `sedentary_hours=9.5 h/day sex=male`.
_ASSIGNMENT = re.compile(r"(?:^|\s)([a-z][a-z0-9_]*(?:\[[a-z0-9_]+\])?)\s*=")


@shared_options
def session(
    profile: Annotated[Path | None, typer.Argument(metavar="[PROFILE]", help="A profile to begin with.")] = None,
    *,
    records: Records,
    folders: Folders = None,
    width: Width = None,
) -> None:
    """Talk to a session: state facts, retract them, fire rules one by one, look at working memory.

    Reads a command a line, from the terminal or from a pipe; `help` names them. A line that cannot be used
    changes nothing; in a pipe it makes the exit status 4.
    """
    kb = knowledge_base(folders)
    conversation = Conversation(kb, _known(kb, profile, records), console(width), interactive=sys.stdin.isatty())
    conversation.cmdloop()
    if conversation.refused and not conversation.interactive:
        raise typer.Exit(BAD_INPUT)


class Conversation(cmd.Cmd):
    """The commands of a session, a method each; the first line of a docstring is its help."""

    def __init__(self, kb: KnowledgeBase, known: FactSheet | None, screen: Console, *, interactive: bool) -> None:
        super().__init__()
        self.kb, self.screen, self.interactive = kb, screen, interactive
        self.session = kb.session(known)
        self.refused = 0
        self.use_rawinput = interactive
        self.prompt = "> " if interactive else ""
        self.intro = "Type help for the commands, quit to leave." if interactive else None

    def onecmd(self, line: str) -> bool:
        """Run one line; what is refused is said, and the session is as it was."""
        try:
            return bool(super().onecmd(line))
        except BalanceRulesError as error:
            complain(error)
            self.refused += 1
            return False

    def emptyline(self) -> bool:
        """Do nothing; `cmd` would repeat the last command."""
        return False

    def default(self, line: str) -> None:
        """Refuse a command that does not exist; a line that begins with `#` is a comment."""
        if line.startswith("#"):
            return
        commands = [name.removeprefix("do_") for name in self.get_names() if name.startswith("do_")]
        raise FactError([unknown_name("session", line.split()[0], commands, "command", "See 'help'.")])

    def _print(self, text: str) -> None:
        from balance_rules.report import item

        self.screen.print(item(text))

    # ------------------------------------------------------------ facts

    def do_declare(self, line: str) -> None:
        """declare FACT=VALUE ...: state facts as a profile does; what was stated of them before is replaced"""
        facts = _assignments(line)
        self.session.declare(facts)
        self._print(f"{len(facts)} declared; {self._pending()}")

    def do_retract(self, line: str) -> None:
        """retract FACT ...: take facts back, and what followed from them"""
        if not line.split():
            raise _usage("no fact", "retract FACT ...")
        self.session.retract(*line.split())
        self._print(f"{len(line.split())} retracted; {self._pending()}")

    def do_facts(self, line: str) -> None:
        """facts: show working memory: what is observed, what has fired, which strata are closed"""
        for fact in self.session.working_memory:
            self._print(f"{fact.number} {fact.kind} {self._says(dict(fact.says))}")

    def _says(self, says: Mapping[str, Any]) -> str:
        known = self.session.knowledge.facts
        if "entries" in says:
            return ", ".join(f"{name} = {known[name].show(value)}" for name, value in says["entries"])
        return f"stratum {says['stratum']}" if "stratum" in says else str(says.get("id", ""))

    # ------------------------------------------------------------ running

    def do_run(self, line: str) -> None:
        """run [N]: fire N activations, or all that are left"""
        if line and not line.isdecimal():
            raise _usage(repr(line), "run [N], N a number")
        fired = self.session.run(int(line) if line else None)
        self._print(f"{fired} fired; {self._pending()}")

    def do_step(self, line: str) -> None:
        """step: fire the next activation and show it"""
        firing = self.session.step()
        self._print(self._fired(firing) if firing else "nothing left to fire")

    def do_agenda(self, line: str) -> None:
        """agenda: show what is ready to fire, the next first"""
        for pending in self.session.agenda:
            self._print(f"{pending.id} (salience {pending.salience})")
        self._print(self._pending())

    def do_history(self, line: str) -> None:
        """history: show what has fired, in order, with the facts it fired on"""
        for firing in self.session.history:
            self._print(self._fired(firing))

    def _pending(self) -> str:
        ready = len(self.session.agenda)
        return f"{ready} on the agenda" if ready else "nothing left to fire"

    def _fired(self, firing: Firing) -> str:
        from balance_rules.model import facts_read

        knowledge = self.session.knowledge
        reads = facts_read(dict(knowledge.judged)[firing.id]) if firing.values else ()
        known = [(name, value) for name, value in zip(reads, firing.values, strict=True) if value is not None]
        shown = ", ".join(f"{name} = {knowledge.facts[name].show(value)}" for name, value in known)
        return f"{firing.kind} {firing.id}" + (f" on {shown}" if shown else "")

    # ------------------------------------------------------------ results

    def do_findings(self, line: str) -> None:
        """findings: fire all that is left, and show the findings"""
        from balance_rules.report import findings

        self.screen.print(findings(self._assessment()))

    def do_report(self, line: str) -> None:
        """report: fire all that is left, and show the whole report"""
        from balance_rules.report import report

        self.screen.print(report(self._assessment()))

    def _assessment(self) -> Assessment:
        from balance_rules.assessment import concluded

        return concluded(self.kb.knowledge, self.session.facts, self.session.inference())

    # ------------------------------------------------------------ leaving

    def do_help(self, arg: str) -> None:
        """help: show the commands"""
        for name in self.get_names():
            if name.startswith("do_") and name != "do_EOF":
                self._print(str(getattr(self, name).__doc__))

    def do_quit(self, line: str) -> bool:
        """quit: end the session"""
        return True

    def do_EOF(self, line: str) -> bool:
        """Ends the session where the input ends."""
        if self.interactive:
            self.screen.print()
        return True


def _known(kb: KnowledgeBase, profile: Path | None, records: Records) -> FactSheet | None:
    """What a profile and the files beside it say; None where neither is given."""
    if profile is None and not records:
        return None
    source: Source = profile or {}
    return kb.read_facts(source, records.training(kb, source), records.tests or ())


def _assignments(line: str) -> dict[str, Any]:
    """Return the facts of `a=1 b[left]=2 kg`, each value read as a profile's."""
    from balance_rules.text.documents import parse_document

    first, *rest = _ASSIGNMENT.split(line)
    if first.strip() or not rest:
        raise _usage(repr(line), "declare FACT=VALUE ...")
    facts: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, text in zip(rest[::2], rest[1::2], strict=True):
        document = parse_document(text.strip(), name)
        problems += document.problems
        facts[name] = document.value
    if problems:
        raise FactError(problems)
    return facts


def _usage(found: str, wanted: str) -> FactError:
    return FactError.of("session", found, f"'{wanted}'", "See 'help'.", code="wrong-format")
