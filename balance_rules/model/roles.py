"""Which attributes tell what the library itself asks of a person: pain, goals, training, red flags."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Roles:
    """The ids of the attributes that the library reads by what they mean, as `roles:` of `knowledge.yaml` names them.

    A knowledge may lack any of them; what rests on it is then left out.

    Parameters
    ----------
    pain, pain_weeks
        For each site how much it hurts, from 0 to 10, and for how many weeks it has.
    goal
        For each goal whether it is wanted.
    experience
        How long somebody has trained; exercises are judged by it.
    age
        In years, on the day of the profile: no date lies before birth.
    flags
        For each red flag whether it is there.
    seen
        For each complaint what a doctor who has looked at it said of training.
    equipment
        For each piece whether it is there.
    sessions_available, sessions_per_week
        How many sessions a week somebody has time for, and does.
    weekly_sets
        For each muscle how many sets a week train it; a training log tells it.
    """

    pain: str = "pain"
    pain_weeks: str = "pain_weeks"
    goal: str = "goal"
    experience: str = "training_experience"
    age: str = "age"
    flags: str = "screening"
    seen: str = "seen"
    equipment: str = "equipment"
    sessions_available: str = "sessions_available"
    sessions_per_week: str = "sessions_per_week"
    weekly_sets: str = "weekly_sets"
