"""The data behind a chart can be downloaded, and contains no active content."""

import csv
import io
import uuid

from wagtail.models import PageViewRestriction

from tests.factories import make_article

BLOCK = "00000000-0000-4000-8000-000000000001"
ROWS = [["Evenings", 31], ["=HYPERLINK(1)", -2.5], ["@SUM(A1)", None]]


def make_article_with_table(**fields):
    columns = [{"type": "text", "heading": "Hours"}, {"type": "number", "heading": "+Repeat visits"}]
    table = {"columns": columns, "rows": [{"values": row} for row in ROWS], "caption": ""}
    value = {"title": "Visits", "table": table, "chart": "bar", "unit": "%", "source": ""}
    article = make_article("Hours", body=[], **fields)
    article.body = article.body.stream_block.to_python([{"type": "data_table", "value": value, "id": BLOCK}])
    article.save_revision().publish()
    return article


def address(article, block=BLOCK):
    return f"/articles/{article.public_id}/data/{block}.csv"


def test_a_reader_takes_the_rows_away_and_no_cell_runs_as_a_formula(reader):
    answer = reader.get(address(make_article_with_table()))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="hours.csv"' in answer["Content-Disposition"]
    assert list(csv.reader(io.StringIO(answer.content.decode()))) == [
        ["Hours", "'+Repeat visits"],
        ["Evenings", "31"],
        ["'=HYPERLINK(1)", "-2.5"],
        ["'@SUM(A1)", ""],
    ]


def test_the_article_leads_to_its_data(reader):
    article = make_article_with_table()
    assert address(article) in reader.get(article.url).content.decode()


def test_data_of_another_block_or_of_a_restricted_article_are_missing(reader):
    article = make_article_with_table()
    assert reader.get(address(article, uuid.uuid4())).status_code == 404
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert reader.get(address(article)).status_code == 404
