"""How much a stranger may ask for at once."""

from __future__ import annotations

from dataclasses import dataclass

from balance_rules.advice.records import LARGEST_JSON
from balance_rules.person.logs.files import MAX_BYTES
from balance_rules.text.documents import DEEPEST_NESTING, LARGEST_FILE


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a service; what passes one is refused with a problem document.

    Attributes
    ----------
    body
        Bytes of a request.
    log
        Bytes of a training log that is uploaded: what the reader of logs takes.
    records
        Bytes of the records of a follow-up together.
    depth
        Levels of nesting in JSON, counted before it is parsed.
    seconds_to_send
        How long a client may take to send its request.
    seconds_to_answer
        How long an answer may take, waiting for its turn included.
    at_once
        How many answers are worked on, and how many logs are taken in, at the same time.
    waiting
        How many requests may wait for their turn; others are told to come again.
    """

    body: int = LARGEST_FILE
    log: int = MAX_BYTES
    records: int = 4 * LARGEST_JSON
    depth: int = DEEPEST_NESTING
    seconds_to_send: float = 20
    seconds_to_answer: float = 30
    at_once: int = 4
    waiting: int = 64
