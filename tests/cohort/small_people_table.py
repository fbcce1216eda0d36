"""A few people under the small knowledge, as profiles and as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SMALL_PEOPLE: tuple[dict[str, Any], ...] = (
    {"hamstring_torque[left]": 80.0, "quadriceps_torque[left]": 178.0, "sitting": 9.0, "prior_acl[left]": True},
    {"hamstring_torque[left]": 120.0, "quadriceps_torque[left]": 200.0, "sitting": 7.125, "prior_acl[left]": False},
    {"hamstring_torque[left]": 90.0, "sitting": 8.0},
    {"quadriceps_torque[left]": 200.0, "training_experience": "advanced"},
    {"hamstring_torque[left]": 400.0, "quadriceps_torque[left]": 100.0, "sitting": 25.0},
)


def small_frame(rows: int = len(SMALL_PEOPLE)) -> Any:
    """Return the people over and over, as a Polars data frame; the last of each five cannot be judged."""
    import polars as pl

    people = [{"id": f"p{i}", "team": i % 3, **SMALL_PEOPLE[i % len(SMALL_PEOPLE)]} for i in range(rows)]
    schema = {
        "id": pl.String,
        "team": pl.Int64,
        "hamstring_torque[left]": pl.Float64,
        "quadriceps_torque[left]": pl.Float64,
        "sitting": pl.Float64,
        "prior_acl[left]": pl.Boolean,
        "training_experience": pl.String,
    }
    return pl.DataFrame(people, schema=schema)


def snapshot(name: str) -> str:
    """Return the SQL that there must be; after a change of the plan, write what there is, and read the difference."""
    return (Path(__file__).parent / "snapshots" / f"{name}.sql").read_bytes().decode()  # what is stripped holds a CR
