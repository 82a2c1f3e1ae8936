"""The template in the documentation can be imported unchanged."""

import shutil
from pathlib import Path

from archive.models import ArchivedArticlePage, IssuePage
from tests.importing.pdfs import COVER, TIDES, VANS, draw_issue

TEMPLATE = Path(__file__).parents[2] / "sample" / "content" / "archive-template"


def test_it_imports_once_a_pdf_lies_in_it(run, tmp_path):
    root = shutil.copytree(TEMPLATE, tmp_path / "issues")
    draw_issue(root / "2019-march-april" / "issue.pdf", [COVER, TIDES, VANS])
    assert "1 made" in run(root)
    assert IssuePage.objects.get().web_companions.get().url == "https://museum.example/tides"
    _tides, vans = ArchivedArticlePage.objects.order_by("path")
    assert [(c.role, c.contributor.name, c.title, c.affiliation) for c in vans.credits.all()] == [
        ("interviewee", "Tomás Reyes", "driver", "Museum of Wind"),
        ("interviewer", "Ana Duarte", "", ""),
    ]
    assert vans.teaser == "Sixty-one schools lie along the coast, and a van reaches all of them."
