"""Under which heading a form puts what can be said of a person."""

from __future__ import annotations

from pathlib import PurePosixPath

from balance_rules.model import Attribute, Knowledge

ABOUT = "About"  # of what is said of the profile itself


def group_of(knowledge: Knowledge, attribute: Attribute) -> str:
    """The heading of an attribute, by the file that it stands in; without one of its own, the name of that file.

    >>> import balance_rules as br
    >>> knowledge = br.load().knowledge
    >>> group_of(knowledge, knowledge.attributes["age"])
    'The person'
    """
    stem = PurePosixPath(attribute.place.path).stem if attribute.place else "other"
    return knowledge.words.heading.get(stem, stem.replace("_", " ").capitalize())
