"""What is not the same in two versions of a knowledge base, and how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from balance_rules.verify.results import Witness


class Alteration(StrEnum):
    """How something behaves in the new version beside the old: of a finding, how easily it is reached."""

    STRICTER = "stricter"
    LOOSER = "looser"
    INCOMPARABLE = "incomparable"
    ADDED = "added"
    REMOVED = "removed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Altered:
    """Something that is not the same for everybody in both versions.

    Attributes
    ----------
    kind
        finding, prescription, referral, restriction, exercise, or contradiction.
    less, more
        A person for whom the new version says less, and one for whom it says more, each with the two
        states in words.
    """

    kind: str
    id: str
    change: Alteration
    less: tuple[Witness, str] | None = None
    more: tuple[Witness, str] | None = None
