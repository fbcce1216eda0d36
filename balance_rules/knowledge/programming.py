"""The file `programming.yaml`: its shape, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from balance_rules.errors import unknown_name
from balance_rules.knowledge import schemas
from balance_rules.model import Citation, Muscle, Programming, Rationale

if TYPE_CHECKING:
    from collections.abc import Mapping

    from balance_rules.knowledge.grounding import Vocabulary
    from balance_rules.knowledge.loading import Entries

Count = Annotated[int, Field(ge=1, le=600)]
Day = Annotated[int, Field(ge=0, le=6)]


class ProgrammingSchema(schemas.Schema):
    """The numbers that a week of training is planned with."""

    session_minutes: Count
    warm_up_minutes: Count
    setup_seconds: Count
    seconds_a_rep: Count
    rest_seconds: Count
    items_a_session: Count
    habits: Count
    heavy_sets: Count
    usual_days: Annotated[list[list[Day]], Field(min_length=7, max_length=7)]
    order: Annotated[list[schemas.Id], Field(min_length=1)]
    apart: list[schemas.Id]
    never_below: list[schemas.Id]
    evidence: list[schemas.CitationSchema]
    conventions: dict[schemas.Id, schemas.Text]


def build_programming(entries: Entries, vocabulary: Vocabulary, muscles: Mapping[str, Muscle]) -> Programming | None:
    """Return the numbers that a week is planned with, or None where the knowledge has none."""
    entry = entries.of("programming", ProgrammingSchema).get("programming")
    if entry is None:
        return None
    s = entry.schema
    for i, name in enumerate(s.never_below):
        if name not in muscles:
            vocabulary.report(unknown_name(str(entry.place("never_below", i)), name, muscles, "muscle"))
    evidence = tuple(Citation(c.source, tuple(c.supports), c.against, c.says or "") for c in s.evidence)
    words = {"evidence", "conventions", "usual_days", "order", "apart", "never_below"}
    return Programming(
        **s.model_dump(exclude=words),
        usual_days=tuple(tuple(sorted(days)) for days in s.usual_days),
        order=tuple(s.order),
        apart=tuple(s.apart),
        never_below=tuple(s.never_below),
        rationale=Rationale(evidence=evidence, conventions=tuple(s.conventions.items())),
    )
