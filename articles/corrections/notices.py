"""Correction notices for people and machines; those of a gated piece have no text for other readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import ArticlePage, Correction


@dataclass(frozen=True)
class Notice:
    """One correction; without text for somebody who may not read the article."""

    anchor: str
    severity: str
    label: str
    wrong: str
    right: str
    made_at: datetime
    made_by: str

    @property
    def is_retraction(self) -> bool:
        """Return whether the article is retracted."""
        return self.severity == Correction.Severity.RETRACTION

    @property
    def text(self) -> str:
        """The notice in one paragraph."""
        if not self.right:
            return f"{self.label} of {date_format(timezone.localtime(self.made_at), 'j F Y')}."
        return f"{self.wrong} {self.right}".strip()


def notice(correction: Correction, *, is_readable: bool) -> Notice:
    """Return the notice of a correction, without text unless it is readable."""
    return Notice(
        anchor=correction.anchor,
        severity=correction.severity,
        label=str(correction.get_severity_display()),
        wrong=correction.wrong if is_readable else "",
        right=correction.right if is_readable else "",
        made_at=correction.made_at,
        made_by=correction.made_by,
    )


def notices_of(article: ArticlePage, *, is_readable: bool) -> list[Notice]:
    """Return the notices on an article, newest first; no query if it has none."""
    if article.pk and not article.corrected_at and not article.has_typed_corrections:
        return []
    found = sorted(article.corrections.all(), key=lambda one: one.made_at, reverse=True)
    return [notice(correction, is_readable=is_readable) for correction in found]


def notice_html(notices: Sequence[Notice]) -> str:
    """Return notices as standalone HTML, for feeds."""
    return render_to_string("articles/corrections/notices.html", {"notices": notices})


def correction_comments(notices: Sequence[Notice]) -> dict[str, Any]:
    """Describe corrections for search engines (https://schema.org/CorrectionComment)."""
    if not notices:
        return {}
    comments = [_comment(notice) for notice in notices]
    status = {"creativeWorkStatus": "Retracted"} if any(notice.is_retraction for notice in notices) else {}
    return {"correction": comments, **status}


def _comment(notice: Notice) -> dict[str, Any]:
    return {
        "@type": "CorrectionComment",
        "text": notice.text,
        "dateCreated": notice.made_at.isoformat(),
        "author": {"@type": "Organization", "name": notice.made_by},
        "about": notice.label,
    }
