"""A person's input → quantised facts, each with where it came from; measures derived."""

from balance_rules.person.facts.answers import NONE, OTHERS
from balance_rules.person.facts.measures import DERIVED, computed_from
from balance_rules.person.facts.profile_model import ProfileModel, profile_model, profile_schema
from balance_rules.person.facts.profiles import Source, derived, profile_titles, read_profile, read_stated
from balance_rules.person.facts.recorded import (
    FactRecord,
    NotCarried,
    read_again,
    recorded_sheet,
    records_of,
    stated_of,
)
from balance_rules.person.facts.shaping import document_of, entries_of, shaped
from balance_rules.person.facts.sheet import FactSheet, Stated

__all__ = [
    "DERIVED",
    "NONE",
    "OTHERS",
    "FactRecord",
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
    "records_of",
    "shaped",
    "stated_of",
]
