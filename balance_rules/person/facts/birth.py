"""Days on which a person was not born yet: what is dated there is a slip, or somebody else's."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from balance_rules.model import Kind, Knowledge


def unborn_until(knowledge: Knowledge, values: Mapping[str, int], date: datetime.date | None) -> datetime.date | None:
    """The last day on which a person was surely not born; None where nobody can tell.

    Parameters
    ----------
    values
        The stored values; where the age (`Roles.age`) is not known, the highest that the knowledge takes counts.
    date
        The day on which all this was so.

    Examples
    --------
    >>> import balance_rules as br
    >>> unborn_until(br.load().knowledge, {"age": 40}, datetime.date(2026, 3, 2))
    datetime.date(1985, 3, 2)
    """
    age = knowledge.facts.get(knowledge.roles.age)
    if age is None or age.kind is not Kind.NUMBER or age.unit != "years" or date is None:
        return None
    years = int(values.get(age.id, age.high) * age.resolution) + 1
    if date.year - years < datetime.MINYEAR:
        return None
    try:
        return date.replace(year=date.year - years)
    except ValueError:  # 29 February
        return date.replace(year=date.year - years, day=28)


def before_birth(date: datetime.date, unborn: datetime.date | None) -> str:
    """In words that a date lies before birth, or nothing.

    >>> before_birth(datetime.date(1980, 1, 1), datetime.date(1985, 3, 2))
    '1980-01-01, before the person was born: by the age after 1985-03-02'
    """
    if unborn is None or date > unborn:
        return ""
    return f"{date}, before the person was born: by the age after {unborn}"
