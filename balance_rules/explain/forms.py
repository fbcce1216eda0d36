"""Derivations in the forms of other tools: GraphML, DOT, Mermaid, and W3C PROV."""

from __future__ import annotations

import io
import json
from typing import Any
from urllib.parse import quote

from balance_rules.errors import Problem, UnsupportedError
from balance_rules.explain.derivation import Step
from balance_rules.explain.how import How

_SHAPES = {"finding": "box", "prescription": "box", "rule": "ellipse", "source": "note"}
_STYLES = {"true": "solid", "unknown": "dashed", "false": "dotted"}


def to_graphml(how: How) -> str:
    """Return a derivation as GraphML: what each node and edge is stands in its attributes."""
    import networkx as nx

    stream = io.BytesIO()
    nx.write_graphml(how.graph(), stream, encoding="utf-8")
    return stream.getvalue().decode()


def to_dot(how: How) -> str:
    """Return a derivation in the language of Graphviz."""
    lines = ["digraph derivation {", "  rankdir=BT;", '  node [fontname="sans-serif"];']
    for step in how.steps:
        shape, style = _SHAPES.get(step.kind, "plaintext"), _STYLES[step.truth]
        lines.append(f"  {_quoted(step.id)} [label={_quoted(step.text)}, shape={shape}, style={style}];")
    lines += [f"  {_quoted(link.source)} -> {_quoted(link.target)} [label={_quoted(link.role)}];" for link in how.links]
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    clean = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{clean}"'


def to_mermaid(how: How) -> str:
    """Return a derivation as a Mermaid flowchart."""
    names = {step.id: f"n{i}" for i, step in enumerate(how.steps)}
    lines = ["flowchart BT"]
    lines += [f"  {names[step.id]}{_node(step)}" for step in how.steps]
    lines += [f"  {names[link.source]} -- {link.role} --> {names[link.target]}" for link in how.links]
    return "\n".join(lines) + "\n"


def _node(step: Step) -> str:
    text = step.text.replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
    opening, closing = {"rule": ("([", "])"), "source": ("[/", "/]")}.get(step.kind, ("[", "]"))
    return f'{opening}"{" ".join(text.split())}"{closing}'


# ---------------------------------------------------------------- W3C PROV


def to_prov(how: How) -> Any:
    """Return a derivation as a document of the `prov` library, to be written as PROV-N, PROV-JSON or PROV-XML.

    Facts, findings, rules and sources are entities; the firing of a rule is an activity that used the rule
    and the facts, and generated its evidence; the knowledge is the agent it is associated with.

    Raises
    ------
    UnsupportedError
        When the `prov` library is not installed.
    """
    try:
        from prov.model import ProvDocument
    except ImportError:
        fix = "Install it: pip install 'balance-rules[prov]'."
        raise UnsupportedError(
            [Problem("prov", "no module 'prov'", "the library that writes W3C PROV", fix, code="needs-extra")]
        ) from None
    document = ProvDocument()
    document.add_namespace("br", f"urn:balance-rules:{how.knowledge_hash}:")
    agent = document.agent("br:knowledge", {"prov:type": "prov:SoftwareAgent", "br:hash": how.knowledge_hash})
    for step in how.steps:
        content = {"prov:label": step.text, "br:kind": step.kind, "br:truth": step.truth}
        document.entity(_name(step.id), content)
        if step.kind in ("rule", "group"):
            activity = document.activity(_name(f"firing {step.id}"), other_attributes={"prov:label": step.text})
            document.wasAssociatedWith(activity, agent)
            document.used(activity, _name(step.id))
    kinds = {step.id: step.kind for step in how.steps}
    for link in how.links:
        about = {"br:role": link.role}
        if kinds[link.target] in ("rule", "group") and link.role not in ("cites", "speaks_against"):
            document.used(_name(f"firing {link.target}"), _name(link.source), other_attributes=about)
        if kinds[link.source] in ("rule", "group"):
            document.wasGeneratedBy(_name(link.target), _name(f"firing {link.source}"), other_attributes=about)
        document.wasDerivedFrom(_name(link.target), _name(link.source), other_attributes=about)
    return document


def to_prov_json(how: How) -> str:
    """Return a derivation as PROV-JSON.

    Raises
    ------
    UnsupportedError
        When the `prov` library is not installed.
    """
    return json.dumps(json.loads(to_prov(how).serialize(format="json")), indent=2, ensure_ascii=False)


def _name(text: str) -> str:
    return f"br:{quote(text, safe='')}"
