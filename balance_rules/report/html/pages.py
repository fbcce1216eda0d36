"""An assessment, or explanations of it, as one HTML document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from balance_rules.advice.results import Advice
from balance_rules.assessment import Assessment
from balance_rules.explain import AUDIENCES, Explanation, How
from balance_rules.model import AT_ONCE, Grade, Urgency
from balance_rules.report.arrangement import (
    HASH_PREFIX,
    answered,
    findings_by_name,
    in_state,
    needed,
    open_by_level,
    questions,
    repeated,
    shared_title,
    too_weak,
)
from balance_rules.report.findings import VERDICTS
from balance_rules.report.html.body import VIEW_BOX
from balance_rules.report.html.drawings import STRENGTHS, Graph, SetsPlot, body_maps, outline
from balance_rules.report.safety import ALL_WAITS
from balance_rules.text.wording import capital, counted
from balance_rules.text.writing import for_html

READERS = {"athlete": "In plain words", "coach": "For a coach", "auditor": "For an auditor"}


def html_report(assessment: Assessment) -> str:
    """Return an assessment as one HTML document.

    Every text is escaped, and the document forbids scripts and any request, so that nothing in a profile or
    a training log can act.

    Examples
    --------
    >>> import balance_rules as br
    >>> page = html_report(br.load().assess({"person": "<script>alert(1)</script>", "sedentary_hours": 9}))
    >>> "<script" in page
    False
    """
    record, known = assessment.record, assessment.knowledge.facts
    return render(
        "report.html.j2",
        record=record,
        groups=[_group(assessment, group) for group in findings_by_name(record.findings)],
        open_findings=open_by_level(record.findings),
        weak=too_weak(record.findings),
        verdicts={name: f"{capital(words)}." for name, words in VERDICTS.items()},
        maps=body_maps(assessment),
        view_box=VIEW_BOX,
        plot=SetsPlot.of(assessment),
        given=in_state(assessment, "given"),
        sentences=sentences,
        general=_general(in_state(assessment, "given")),
        held=[(title, in_state(assessment, state)) for state, title in _HELD],
        answered={advice.id: answered(assessment, advice) for advice in record.prescriptions},
        needed={advice.id: needed(assessment, advice.needed) for advice in record.prescriptions},
        questions=questions(assessment),
        labels={said.fact: known[said.fact].label(said.fact) for said in record.facts if said.fact in known},
        numbers={source.id: number for number, source in enumerate(record.sources, 1)},
        haste={urgency.value: urgency.words for urgency in Urgency},
        at_once=AT_ONCE,
        all_waits=ALL_WAITS,
        no_red_flag=assessment.no_red_flag,
    )


_HELD: tuple[tuple[Any, str], ...] = (("withheld", "Withheld until more is known"), ("refused", "Not for now"))


def explanation_page(explanations: Sequence[Explanation], *, person: str = "") -> str:
    """Return explanations as one HTML document: each in words for the three readers, derivations drawn as well.

    Examples
    --------
    >>> import balance_rules as br
    >>> sits = br.load().assess({"sedentary_hours": 9})
    >>> page = explanation_page([sits.how("prolonged_sitting"), sits.missing()])
    >>> page.count("For an auditor")
    2
    """
    shown = [
        {
            "title": next(iter(explanation.lines("coach")), "").rstrip(":."),
            "texts": [(READERS[reader], outline(explanation.to_text(reader).splitlines()[1:])) for reader in AUDIENCES],
            "graph": Graph(explanation) if isinstance(explanation, How) else None,
        }
        for explanation in explanations
    ]
    hashes = dict.fromkeys(explanation.knowledge_hash[:HASH_PREFIX] for explanation in explanations)
    return render("explanation.html.j2", explanations=shown, person=person, hashes=list(hashes))


def render(template: str, **names: Any) -> str:
    """Return a template as a document, every text escaped; a name that is missing is an error."""
    return _environment().get_template(template).render(count=counted, grades=list(Grade), levels=STRENGTHS, **names)


def _neutral(value: Any) -> Any:
    """What a template is about to show, a text from anywhere made neutral; markup was made of such texts."""
    return for_html(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("balance_rules.report.html", "."),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_neutral,
        auto_reload=False,  # templates are part of the library: nobody edits them while it runs
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _group(assessment: Assessment, findings: Sequence[Any]) -> dict[str, Any]:
    """Return findings of one name: what they have in common, and for each what sets it apart and how it came."""
    title, rest = shared_title([finding.title for finding in findings])
    instances = []
    for finding, which in zip(findings, rest, strict=True):
        how = assessment.how(finding.id)
        instances.append(
            {
                "finding": finding,
                "which": which,
                "graph": Graph(how),
                "plain": outline(how.to_text("athlete").splitlines()[1:]),
                "full": outline(how.to_text("coach").splitlines()[1:]),
            }
        )
    strongest = max(findings, key=lambda finding: STRENGTHS[finding.level])
    return {"title": title, "level": strongest.level, "meaning": findings[0].meaning, "instances": instances}


def _general(given: Iterable[Advice]) -> dict[str, list[int]]:
    """Return the sentences that several prescriptions share, to be said once, with the numbers of those."""
    return dict(repeated([*advice.instructions, *sentences(advice.stop_when)] for advice in given))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text.

    >>> sentences("Stop at pain. Rest a day.")
    ['Stop at pain.', 'Rest a day.']
    """
    return [f"{part.rstrip('.')}." for part in text.split(". ") if part]
