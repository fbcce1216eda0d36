"""Words that the knowledge has for its readers: plain ones, those people search with, the headings of forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from balance_rules.model.read_only import read_only


def _none() -> MappingProxyType[str, str]:
    return read_only({})


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of words of a knowledge, those of all its folders in one.

    Parameters
    ----------
    client
        Technical terms, in lower case, and the plain words for them in what an athlete or a client reads.
    search
        Words that people say, and the word that the knowledge says for it.
    heading
        Files of attributes, by their names without ending, and the heading of a form that their facts stand under.
    """

    client: Mapping[str, str] = field(default_factory=_none)
    search: Mapping[str, str] = field(default_factory=_none)
    heading: Mapping[str, str] = field(default_factory=_none)
