"""The one page of an assessment as an HTML document: to look at, to hand out, to print."""

from __future__ import annotations

from markupsafe import escape

from balance_rules.assessment import Assessment
from balance_rules.programme.week import Programme
from balance_rules.report.as_text import SAFETY, TITLES, around, beside, day, foot, nothing, one_by_one, stopped, when
from balance_rules.report.condensing import summary
from balance_rules.report.content import Reader
from balance_rules.report.html.body import VIEW_BOX
from balance_rules.report.html.drawings import findings_map
from balance_rules.report.html.pages import render

FRAME = '<iframe title="Muscle balance" sandbox srcdoc="{}" style="width: 100%; height: 44rem; border: 0"></iframe>'


def html_page(assessment: Assessment, week: Programme | str | None = None, reader: Reader = "coach") -> str:
    """Return the one page of an assessment as an HTML document, for a coach or to hand out to the client.

    Every text is escaped, and the document forbids scripts and any request, as that of `html_report` does.

    Parameters
    ----------
    week
        The week to train, or in words why there is none.
    reader
        ``"coach"``, or ``"client"``: the same in plain words, without numbers of tests.

    Examples
    --------
    >>> import balance_rules as br
    >>> page = html_page(br.load().assess({"person": "<script>alert(1)</script>", "sedentary_hours": 9}))
    >>> "<script" in page, "Sitting" in page
    (False, True)
    """
    return render(
        "one_page.html.j2",
        short=summary(assessment, week, reader, largest=None),
        titles=TITLES[reader],
        safety_words=SAFETY,
        day=day,
        when=when,
        one_by_one=one_by_one,
        stopped=stopped,
        around=around,
        beside=beside,
        foot=foot,
        nothing=nothing,
        map=findings_map(assessment, plain=reader == "client"),
        view_box=VIEW_BOX,
    )


def framed(page: str) -> str:
    """Return a document as an element for a page of somebody else, in which it can do nothing and restyle nothing.

    >>> framed('<p title="x">').split(" style")[0]
    '<iframe title="Muscle balance" sandbox srcdoc="&lt;p title=&#34;x&#34;&gt;"'
    """
    return FRAME.format(escape(page))
