"""A folder with one good issue, and the command that imports it."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command

from search.finding.find import Scope, find_typed
from search.models import SearchDocument
from tests.factories import make_site
from tests.importing.pdfs import COVER, TIDES, VANS, draw_issue

GOOD: dict[str, Any] = {
    "year": 2019,
    "months": "March/April",
    "theme": "The Power of Small",
    "overview": "Small houses, large tides.",
    "contents": [
        {
            "title": "Tides Keep Their Own Hours",
            "department": "Features",
            "pages": "2",
            "bylines": "Ana Duarte (director, Tidal Museum)",
            "trends": "citizen science",
        },
        {"title": "A Van Is a Small Museum", "pages": 3, "bylines": "Tomás Reyes"},
    ],
}


def archived_found(words: str) -> list[int]:
    """Return the keys of the archived articles that everybody finds."""
    results = find_typed(words, Scope())
    documents = SearchDocument.objects.in_bulk(results.best(0, 10))
    return [document.object_id for document in documents.values() if document.kind == "archived"]


def write_issue(root: Path, name: str = "2019-march-april", **fields) -> Path:
    """Put an issue with its PDF into a folder."""
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "issue.pdf").exists():
        draw_issue(folder / "issue.pdf", [COVER, TIDES, VANS])
    (folder / "issue.yaml").write_text(yaml.safe_dump(GOOD | fields, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.fixture
def issues(tmp_path: Path) -> Path:
    """A folder with one good issue."""
    root = tmp_path / "issues"
    write_issue(root)
    return root


@pytest.fixture
def run(db, capsys):
    """Import a folder; return the output."""
    make_site()

    def import_issues(root: Path, **options) -> str:
        call_command("import_issues", root, jobs=1, verbosity=0, **options)
        return capsys.readouterr().out

    return import_issues
