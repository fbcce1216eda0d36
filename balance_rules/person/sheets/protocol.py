"""How a value was measured, and the values that a row of a file holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import cache

_SPEED = re.compile(r"(\d{1,3})(?:[.,]0*)?\s*(?:°/s|deg/s|deg/sec|°|deg)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Protocol:
    """How a value was measured, in plain words; "" is what the file does not say.

    `speed` is in degrees a second. Two values with different protocols are never put together.

    >>> str(Protocol("isokinetic dynamometer", "knee", "flexion", "eccentric", "180", quantity="peak torque"))
    'knee, flexion, eccentric, 180°/s, peak torque (isokinetic dynamometer)'
    """

    device: str = ""
    joint: str = ""
    movement: str = ""
    contraction: str = ""
    speed: str = ""
    position: str = ""
    quantity: str = ""

    def __str__(self) -> str:
        speed = f"{self.speed}°/s" if self.speed else ""
        words = (self.joint, self.movement, self.contraction, speed, self.position, self.quantity)
        return f"{', '.join(filter(None, words))} ({self.device or 'device not told'})"

    def filled(self, said: Mapping[str, str]) -> Protocol:
        """Return the protocol with what the person said in the places that the file leaves open."""
        if not said:
            return self
        return replace(self, **{name: word for name, word in said.items() if not getattr(self, name)})


FIELDS = tuple(field.name for field in fields(Protocol))


@dataclass(frozen=True, slots=True)
class Measured:
    """One value of a row: how it was measured, of which side ("" for both or none), and what was read.

    `attribute` is the one that the person named for it, whatever the protocol; a value of 0 is no measurement
    unless it `may_be_zero`.
    """

    protocol: Protocol
    side: str
    value: Decimal
    unit: str
    attribute: str = ""
    may_be_zero: bool = False


@cache
def plain(text: str) -> str:
    """Return a word as two files may both write it: lower case, one blank between words.

    >>> plain("  L  Max Force (N) ")
    'l max force (n)'
    """
    return " ".join(text.replace("\ufeff", "").casefold().split())


def speed_of(text: str) -> str:
    """Return a speed as degrees a second, or the text itself when it is none.

    >>> speed_of("60.0 deg/s"), speed_of("fast")
    ('60', 'fast')
    """
    match = _SPEED.fullmatch(text.strip())
    return str(int(match[1])) if match else plain(text)
