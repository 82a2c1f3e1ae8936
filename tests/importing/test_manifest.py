"""One table of issues instead of a folder for each."""

from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError

from archive.models import ArchivedArticlePage, IssuePage
from tests.importing.pdfs import COVER, TIDES, VANS, draw_issue

CONTENTS = "title,pages,bylines\nTides Keep Their Own Hours,2,Ana Duarte\nA Van Is a Small Museum,3,Tomás Reyes\n"
ROWS = [
    {"year": 2019, "months": "M/A", "theme": "Small", "pdf": "pdf/one.pdf", "contents": "one.csv"},
    {"year": 2019, "months": "M/J", "theme": "Large", "pdf": "pdf/two.pdf", "contents": "two.csv"},
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the files of two issues and a sub-folder that is no issue."""
    root = tmp_path / "issues"
    (root / "pdf").mkdir(parents=True)
    for name in ("one", "two"):
        draw_issue(root / "pdf" / f"{name}.pdf", [COVER, TIDES, VANS])
        (root / f"{name}.csv").write_text(CONTENTS, encoding="utf-8")
    return root


def as_csv(rows: list[dict[str, object]]) -> str:
    return "\n".join([";".join(rows[0]), *[";".join(map(str, row.values())) for row in rows]])


@pytest.mark.parametrize(("name", "written"), [("issues.csv", as_csv), ("issues.yaml", yaml.safe_dump)])
def test_each_row_is_an_issue(name, written, run, root):
    (root / name).write_text(written(ROWS), encoding="utf-8")
    assert "2 issues: 2 made" in run(root)
    assert list(IssuePage.objects.order_by("months").values_list("title", "import_key")) == [
        ("Small", "2019 M/A"),
        ("Large", "2019 M/J"),
    ]
    assert ArchivedArticlePage.objects.count() == 4
    assert "2 unchanged" in run(root)


def test_a_key_keeps_an_issue_the_same_when_its_months_are_corrected(run, root):
    keyed = [{"key": "first", **ROWS[0]}]
    (root / "issues.csv").write_text(as_csv(keyed), encoding="utf-8")
    run(root)
    before = IssuePage.objects.get().public_id
    (root / "issues.csv").write_text(as_csv([keyed[0] | {"months": "J/A"}]), encoding="utf-8")
    assert "1 updated" in run(root)
    issue = IssuePage.objects.get()
    assert (issue.public_id, issue.months) == (before, 4)


def test_a_row_with_a_mistake_is_told_by_its_line(run, capsys, root):
    (root / "issues.csv").write_text(as_csv([ROWS[0], ROWS[1] | {"pdf": "gone.pdf"}]), encoding="utf-8")
    with pytest.raises(CommandError, match="1 could not be imported"):
        run(root)
    told = capsys.readouterr().out
    assert "issues.csv, row 3: pdf: the file “gone.pdf” is missing: add it or correct its name" in told
    assert "2 issues: 1 made, 0 updated, 0 unchanged, 1 refused" in told


def test_a_manifest_without_rows_is_told(run, root):
    (root / "issues.csv").write_text("year;months;pdf;contents\n", encoding="utf-8")
    with pytest.raises(CommandError, match="1 could not be imported"):
        run(root)
    assert not IssuePage.objects.exists()
