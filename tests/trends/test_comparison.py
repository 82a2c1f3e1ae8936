"""Up to four trends on one timeline."""

import csv
import io
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from articles.trends.tasks import count_trends
from base.drawing.end_labels import spread
from tests.factories import make_archived_article, make_article, make_issue, make_trend

pytestmark = pytest.mark.django_db
THIS_YEAR = timezone.localdate().year
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def pair(client):
    trends = [make_trend("Co-design"), make_trend("Touch")]
    make_article(trends=trends, published_at=timezone.now())
    make_article(trends=trends[1:], published_at=timezone.now())
    make_archived_article(issue=make_issue(year=2019), trends=trends[:1])
    count_trends()
    return trends


def read(client, query):
    response = client.get(f"/trends/compare/{query}")
    assert response.status_code == 200, response.get("Location")
    return response.content.decode()


def test_without_trends_it_asks_for_some(client):
    make_trend("Co-design")
    html = read(client, "")
    assert html.count("<select") == 4
    assert '<option value="co-design">' in html
    assert "chart--line" not in html


@pytest.mark.usefixtures("pair")
def test_two_trends_stand_on_one_timeline(client):
    html = read(client, "?trend=co-design&trend=touch")
    assert "A: Co-design" in html
    assert "B: Touch" in html
    assert ">A</text>" in html, "the line itself says which it is"
    assert 'path class="series-1"' in html, "this class has a dash"
    assert f'<th scope="row">{THIS_YEAR}</th><td class="number">1</td><td class="number">2</td>' in html
    assert '<option value="touch" selected>' in html


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize(
    "query",
    [
        "?trend=touch&trend=co-design",
        "?trend=co-design&trend=touch&trend=&trend=",
        "?trend=touch&trend=touch&trend=co-design",
    ],
)
@pytest.mark.parametrize("path", ["compare/", "compare.csv", "compare.svg"])
def test_there_is_one_address(client, query, path):
    response = client.get(f"/trends/{path}{query}")
    assert response.status_code == 301
    assert response["Location"] == f"/trends/{path}?trend=co-design&trend=touch"


@pytest.mark.usefixtures("pair")
def test_a_former_slug_leads_to_the_present_one(client):
    trend = make_trend("Co-design")
    trend.slug = "designing-together"
    trend.save()
    response = client.get("/trends/compare/?trend=co-design&trend=touch")
    assert response["Location"] == "/trends/compare/?trend=designing-together&trend=touch"


@pytest.mark.usefixtures("pair")
def test_what_is_no_trend_is_said(client):
    html = read(client, "?trend=co-design&trend=nonsense")
    assert "No trend has the address “nonsense”." in html
    assert "A: Co-design" not in html, "one line needs no letter in a legend"
    assert "chart--line" in html


def test_a_draft_of_a_trend_is_unknown(client):
    make_trend("Secret plan", status="proposed")
    html = read(client, "?trend=secret-plan")
    assert "No trend has the address “secret-plan”." in html
    assert "Secret plan" not in html


def test_a_fifth_trend_is_left_out_with_a_sentence(client):
    trends = [make_trend(name) for name in ("A1", "B1", "C1", "D1", "E1")]
    make_article(trends=trends)
    count_trends()
    html = read(client, "?" + "&".join(f"trend={trend.slug}" for trend in trends))
    assert "“E1” is left out" in html
    assert ">D</text>" in html


@pytest.mark.usefixtures("pair")
def test_the_numbers_can_be_taken_along(client):
    danger = make_trend("=HYPERLINK(1)", slug="danger")
    response = client.get(f"/trends/compare.csv?trend=co-design&trend={danger.slug}")
    text = response.content.decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:])))
    assert rows[0] == ["Year", "Co-design", "'=HYPERLINK(1)"]
    assert rows[-1] == [str(THIS_YEAR), "1", "0"]


@pytest.mark.usefixtures("pair")
def test_the_picture_stands_alone(client):
    response = client.get("/trends/compare.svg?trend=co-design&trend=touch")
    assert response["Content-Type"] == "image/svg+xml"
    drawing = ET.fromstring(response.content)  # noqa: S314 - our own response
    words = [text.text for text in drawing.iter(f"{SVG}text")]
    assert {"A: Co-design", "B: Touch", "A", "B"} <= set(words)
    assert "http://testserver/trends/compare/?trend=co-design&trend=touch" in words
    dashes = {path.get("stroke-dasharray") for path in drawing.iter(f"{SVG}path")}
    assert dashes == {None, "8 4"}
    places = {element.get(name) or "" for element in drawing.iter() for name in ("x1", "x2", "cx", "d")}
    assert not any("%" in place for place in places), "programs beside browsers do not know them"


def test_names_cannot_break_the_picture(client):
    make_article(trends=[make_trend("Low-tech & <repair>", slug="repair"), make_trend("Μηχανή", slug="μηχανή")])
    count_trends()
    path = client.get("/trends/compare.svg?trend=repair&trend=μηχανή")
    drawing = ET.fromstring(path.content)  # noqa: S314 - our own response
    assert "A: Low-tech & <repair>" in {text.text for text in drawing.iter(f"{SVG}text")}
    assert "μηχανή" in unquote(client.get("/trends/compare/?trend=μηχανή").content.decode())


def test_there_is_no_file_of_nothing(client):
    make_trend("Co-design")
    for name in ("compare.csv", "compare.svg", "compare.csv?trend=co-design"):
        assert client.get(f"/trends/{name}").status_code == 404
    assert "Nothing was written about this trend yet." in read(client, "?trend=co-design")


def test_no_trend_can_hide_the_comparison():
    trend = make_trend("Compare", slug="compare")
    with pytest.raises(Exception, match="The site uses “compare” itself"):
        trend.clean()


@pytest.mark.parametrize(
    ("ys", "wanted"),
    [([50, 50], [50, 63]), ([233, 230, 10], [234, 221, 14]), ([234, 234, 234], [208, 221, 234])],
)
def test_labels_do_not_lie_on_each_other(ys, wanted):
    assert spread(ys, 14, 234) == wanted
