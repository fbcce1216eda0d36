"""People assessed by a process of the standard library's pool, which takes most of a second to start."""

from __future__ import annotations

from multiprocessing import get_context

import balance_rules as br
from records.test_records import PERSON


def test_people_are_assessed_by_the_pool_of_the_standard_library(small: br.KnowledgeBase) -> None:
    assessment = small.assess(PERSON)
    with get_context("spawn").Pool(1) as pool:
        found = pool.map(small.assess, [PERSON, {**PERSON, "sitting": 3}])
    assert found[0] == assessment
    assert found[0].findings == assessment.findings
    assert found[1] == small.assess({**PERSON, "sitting": 3})
