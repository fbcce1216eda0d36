"""What takes too long for every change: the bundled knowledge packed for other processes.

python -m pytest tests/cohort/nightly_many.py
"""

from __future__ import annotations

import balance_rules as br
from balance_rules.cohort.shipping import pack, unpack


def test_the_bundled_knowledge_travels_to_other_processes_as_it_is(kb: br.KnowledgeBase) -> None:
    there = unpack(pack(kb.knowledge))
    assert there == kb.knowledge
    assert there.judged == kb.knowledge.judged
