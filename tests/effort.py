"""How hard the tests look: enough for every change, and all there is under the profile `nightly` of Hypothesis.

``pytest --hypothesis-profile nightly -o python_files='test_*.py nightly_*.py'``, in ``make nightly``, looks hardest.
"""

from __future__ import annotations

from hypothesis import settings


def effort(usual: int, nightly: int) -> int:
    """How many cases a test tries: some at every change, all at night and of each mutant of the code."""
    return usual if settings.get_current_profile_name() == "project" else nightly


def fewer(usual: int) -> settings:
    """Settings for fewer examples at each change than its profile says; at night and of mutants as many as it says."""
    return settings(max_examples=effort(usual, settings().max_examples))
