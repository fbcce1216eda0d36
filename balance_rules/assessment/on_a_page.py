"""How an assessment shows itself on one page: as data, as Markdown, and in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from balance_rules.assessment import Assessment
    from balance_rules.programme import Programme
    from balance_rules.report import Summary

Reader = Literal["coach", "client"]


class OnAPage:
    """What an assessment says on one page; `report` makes it when it is asked for."""

    def summary(self, week: Programme | str | None = None, reader: Reader = "coach") -> Summary:
        """What matters of the assessment as data, at most 8 KB as JSON, whoever the person is.

        Parameters
        ----------
        week
            The week to train, as `KnowledgeBase.programme` gives it, or in words why there is none.
        reader
            ``"coach"``, or ``"client"``: the same in plain words, without numbers of tests.

        Examples
        --------
        >>> import balance_rules as br
        >>> sits = br.load().assess({"sedentary_hours": "9 h/day"})
        >>> [(point.number, point.title) for point in sits.summary().points]
        [(1, 'Sitting')]
        """
        from balance_rules.report import summary

        return summary(cast("Assessment", self), week, reader)

    def to_markdown(self, week: Programme | str | None = None, reader: Reader = "coach") -> str:
        """Return the page as Markdown of at most 8 KB, for chats and language models.

        Parameters
        ----------
        week, reader
            As in `summary`.

        Examples
        --------
        >>> import balance_rules as br
        >>> print(br.load().assess({"person": "Eve"}).to_markdown().splitlines()[0])
        # Muscle balance: Eve
        """
        from balance_rules.report import markdown

        return markdown(self.summary(week, reader))

    def _repr_html_(self) -> str:
        """Return the page for a notebook, in a frame of its own: its style does not reach what is around it."""
        from balance_rules.report.html import framed, html_page

        return framed(html_page(cast("Assessment", self)))
