"""A person's input → quantised facts, each with where it came from; measures derived."""

from balance_rules.facts.answers import NONE, OTHERS
from balance_rules.facts.measures import DERIVED, computed_from
from balance_rules.facts.profiles import (
    ProfileModel,
    Source,
    derived,
    profile_model,
    profile_schema,
    profile_titles,
    read_profile,
    read_stated,
)
from balance_rules.facts.recorded import NotCarried, read_again, recorded_sheet
from balance_rules.facts.shaping import document_of, entries_of, shaped
from balance_rules.facts.sheet import FactSheet, Stated

__all__ = [
    "DERIVED",
    "NONE",
    "OTHERS",
    "FactSheet",
    "NotCarried",
    "ProfileModel",
    "Source",
    "Stated",
    "computed_from",
    "derived",
    "document_of",
    "entries_of",
    "profile_model",
    "profile_schema",
    "profile_titles",
    "read_again",
    "read_profile",
    "read_stated",
    "recorded_sheet",
    "shaped",
]
