"""Every explanation as JSON under its schema, and derivations as GraphML, DOT, Mermaid and W3C PROV."""

from __future__ import annotations

import io
import json
import re
import sys
from dataclasses import replace

import pytest
from json_schemas import validator

import balance_rules as br
from balance_rules.errors import UnsupportedError
from balance_rules.explain import AUDIENCES, Explanation, to_dot, to_graphml, to_mermaid, to_prov, to_prov_json

WEAK = "hamstring_weakness[left]"
People = dict[str, br.Assessment]


@pytest.fixture(scope="module")
def explanations(people: People) -> list[Explanation]:
    """One of each kind, of several people."""
    found: list[Explanation] = []
    for person in people.values():
        found += [person.how(WEAK), person.why(WEAK), person.why_not(WEAK, level="high"), person.missing()]
        found += [person.change(WEAK), person.trace(), person.what_if(sitting=5), person.why_asked("sitting")]
        found += [
            person.why_not("nordic_curl[left]"),
            person.how("nordic_hamstring_curl"),
            person.why("nordic_curl[left]"),
        ]
        found += [person.contrast(people["all known"])]
    return found


def test_every_json_is_of_its_schema_and_reads_back_the_same(explanations: list[Explanation]) -> None:
    schema = br.explanation_schema()
    check = validator(schema)
    kinds = set()
    for explanation in explanations:
        data = json.loads(explanation.to_json())
        check.validate(data)
        assert data["format"] == schema["$id"] == "balance_rules.explanation/1"
        assert data["knowledge_hash"]
        assert br.read_explanation(explanation.to_json()) == explanation
        kinds.add(data["kind"])
    assert kinds == {"how", "why", "why_not", "missing", "change", "trace", "difference", "why_asked"}


def test_the_schema_refuses_what_is_no_explanation(explanations: list[Explanation]) -> None:
    check = validator(br.explanation_schema())
    data = json.loads(explanations[0].to_json())
    assert not check.is_valid({**data, "kind": "diagnosis"})
    assert not check.is_valid({**data, "steps": "none"})


def test_no_text_speaks_of_probability_or_diagnosis_and_each_reader_has_an_own(explanations: list[Explanation]) -> None:
    for explanation in explanations:
        texts = {audience: explanation.to_text(audience) for audience in AUDIENCES}
        for text in texts.values():
            assert text.strip()
            assert not any(word in text.lower() for word in ("probab", "diagnos", "likelihood", "risk of"))
        assert str(explanation) == texts["coach"]


def test_an_athletes_text_has_no_ids_weights_or_certainty_factors(
    explanations: list[Explanation], people: People
) -> None:
    ids = {rule.id for rule in people["nobody"].knowledge.rules}
    for explanation in explanations:
        text = explanation.to_text("athlete")
        assert not any(name in text for name in ids)
        assert "weight" not in text
        assert "certainty" not in text.lower()
        assert "evidence score" not in text


def test_graphml_reads_back_as_the_same_graph(people: People) -> None:
    how = people["worked example"].how(WEAK)
    import networkx as nx  # slow to import, and every worker imports this file

    read = nx.read_graphml(io.BytesIO(to_graphml(how).encode()))
    assert set(read.edges) == set(how.graph().edges)
    assert read.nodes["hq[left]"]["kind"] == "fact"


_STRING = r'"(?:[^"\\\n]|\\.)*"'
DOT_LINE = re.compile(
    rf"  {_STRING} \[label={_STRING}, shape=\w+, style=\w+\];"
    rf"|  {_STRING} -> {_STRING} \[label={_STRING}\];"
    r'|  rankdir=BT;|  node \[fontname="sans-serif"\];|digraph derivation \{|\}'
)
_TEXT = r'"[^"<>\n]*"'
MERMAID_LINE = re.compile(rf"flowchart BT|  n\d+(?:\[{_TEXT}\]|\(\[{_TEXT}\]\)|\[/{_TEXT}/\])|  n\d+ -- \w+ --> n\d+")


def test_dot_and_mermaid_name_every_node_and_edge_once(people: People) -> None:
    how = people["worked example"].how(WEAK)
    dot, mermaid = to_dot(how), to_mermaid(how)
    assert dot.count(" -> ") == mermaid.count("-->") == len(how.links)
    assert dot.count("shape=") == len(how.steps)
    assert len(mermaid.splitlines()) == 1 + len(how.steps) + len(how.links)


def test_dot_and_mermaid_keep_to_their_grammar_whatever_a_text_says(people: People) -> None:
    """Every line is a statement of the language; quotes, brackets and line ends of a text do not end it."""
    how = people["worked example"].how(WEAK)
    nasty = 'a "b" \\ ]) --> {c} </script> & ; # end\nof %% line'
    hostile = replace(how, steps=tuple(replace(step, text=nasty + step.text) for step in how.steps))
    for shown in (how, hostile):
        assert [line for line in to_dot(shown).splitlines() if not DOT_LINE.fullmatch(line)] == []
        assert [line for line in to_mermaid(shown).splitlines() if not MERMAID_LINE.fullmatch(line)] == []


def test_prov_reads_back_and_derives_the_finding_from_the_fact(people: People) -> None:
    from prov.graph import prov_to_graph
    from prov.model import ProvDocument

    how = people["worked example"].how(WEAK)
    document = ProvDocument.deserialize(content=to_prov_json(how), format="json")
    assert document == to_prov(how)
    graph = prov_to_graph(document)
    names = {str(node.identifier): node for node in graph}
    assert len(document.get_records()) > len(how.steps)
    finding = next(node for name, node in names.items() if name.endswith("hamstring_weakness%5Bleft%5D"))
    fact = next(node for name, node in names.items() if name.endswith(":hq%5Bleft%5D"))
    import networkx as nx

    assert nx.has_path(graph, finding, fact)


def test_without_the_library_prov_says_how_to_get_it(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prov.model", None)
    with pytest.raises(UnsupportedError, match=r"balance-rules\[prov\]"):
        to_prov(people["nobody"].how(WEAK))
