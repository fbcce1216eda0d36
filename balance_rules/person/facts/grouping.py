"""Under which heading a form puts what can be said of a person."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from balance_rules.model import Attribute

ABOUT = "About"  # of what is said of the profile itself
# By the file of the knowledge that an attribute stands in: what belongs together stands in one, or in a few.
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "pain": "Where it hurts",
        "complaints_lower_leg": "Where it hurts",
        "complaints_upper": "Where it hurts",
        "screening": "Is it safe to train?",
        "falls": "Is it safe to train?",
        "person": "The person",
        "sitting": "The day",
        "training": "Training now",
        "equipment": "What is there to train with",
        "history_lower": "Earlier injuries",
        "history_upper": "Earlier injuries",
        "posture": "How the person stands",
        "technique": "How the person moves",
        "mobility": "Range of movement",
        "performance": "Jumps, lifts and balance",
        "trunk": "Strength",
        "strength_lower": "Strength",
        "strength_upper": "Strength",
        "comparison": "Strength",
    }
)


def group_of(attribute: Attribute) -> str:
    """The heading of an attribute; one of a folder of one's own is headed by the name of its file.

    >>> import balance_rules as br
    >>> group_of(br.load().knowledge.attributes["age"])
    'The person'
    """
    stem = PurePosixPath(attribute.place.path).stem if attribute.place else "other"
    return GROUPS.get(stem, stem.replace("_", " ").capitalize())
