"""What advice sees of a person without proofs is what the proofs say, on random knowledge and people."""

from __future__ import annotations

import random

from hypothesis import given
from random_knowledge import chances, knowledge_bases, random_facts

from balance_rules.advice.sight import Sight, sight
from balance_rules.inference.judgement import Judged
from balance_rules.model import Knowledge, Truth
from balance_rules.semantics import infer
from balance_rules.text.wording import deciding


@given(knowledge_bases(), chances())
def test_it_says_what_the_proofs_say(knowledge: Knowledge, chance: random.Random) -> None:
    facts = random_facts(chance, knowledge, missing=0.5)
    judged = Judged(knowledge, facts, infer(knowledge, facts))
    seen = Sight(judged)
    for _, condition in knowledge.judged:
        proof = judged.prove(condition)
        assert seen.truth(condition) == proof.truth
        for part in getattr(condition, "parts", ()):
            assert seen.truth(part) == judged.prove(part).truth
        assert seen.open_facts(condition) == judged.open_facts(proof)
        for truth in Truth:
            leaves = [leaf.condition for leaf in deciding(proof, truth)]
            assert list(seen.deciding(condition, truth)) == leaves
    for prescription in knowledge.prescriptions:
        truths = [judged.prove(part).truth for part in prescription.prescribe]
        assert seen.any_of(prescription.prescribe) == max(truths, default=Truth.FALSE)
    assert sight(judged) is sight(judged)
