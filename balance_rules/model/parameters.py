"""The named numbers of the knowledge, which a folder may set otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field

from balance_rules.model.evidence import Rationale


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named number: its `value` with its unit, what was `declared` first, the `reason` of who changed it.

    `reason` is empty while the value is the declared one; `rules` are the files that use it. `rationale` has the
    sources and the convention of one that no rule gives a reason for, since logs are counted by it.
    """

    id: str
    title: str
    value: str
    declared: str
    reason: str = ""
    rules: tuple[str, ...] = ()
    rationale: Rationale = field(default_factory=Rationale)

    @property
    def words(self) -> str:
        """The value and where it comes from, in a line.

        >>> Parameter("long_day", "A long day", "9 h/day", "7 h/day", "Most of us sit eight.").words
        '9 h/day here in place of 7 h/day. Most of us sit eight.'
        """
        return f"{self.value} here in place of {self.declared}. {self.reason}" if self.reason else self.value
