"""What lint finds: a defect in the form of the knowledge, with its place and how to fix it."""

from __future__ import annotations

from dataclasses import dataclass

from balance_rules.model import Statement


@dataclass(frozen=True, slots=True)
class Issue:
    """A defect in the knowledge: a stable code, where it stands, what is wrong, and how to fix it."""

    code: str
    place: str
    statement: str
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.statement}: {self.message} {self.fix}"


def issue_of(code: str, statement: Statement, message: str, fix: str) -> Issue:
    return Issue(code, str(statement.place), statement.name, message, fix)
