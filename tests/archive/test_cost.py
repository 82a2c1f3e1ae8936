"""Query counts of the archive's pages do not grow with its content."""

import pytest

from tests.factories import make_archived_article, make_contributor, make_image, make_issue, make_trend
from tests.test_pages_cost import queries_of

pytestmark = pytest.mark.django_db


def make_issues(numbers):
    for number in numbers:
        issue = make_issue(f"Theme {number}", year=1990 + number // 6, months=number % 6 + 1, cover=make_image())
        make_archived_article(issue=issue, trends=[make_trend("Co-design")], authors=[make_contributor()])


@pytest.mark.parametrize(
    ("path", "most"), [("/archive/", 17), ("/archive/themes/", 20), ("/archive/themes/co-design/", 25)]
)
def test_thirty_issues_cost_no_more_than_three(client, path, most):
    make_issues(range(3))
    few = queries_of(client, path)
    make_issues(range(3, 30))
    assert queries_of(client, path) <= few <= most


def fill(issue, numbers):
    for number in numbers:
        people = [make_contributor(f"Author {number}"), make_contributor("Ana Duarte")]
        make_archived_article(issue=issue, authors=people, trends=[make_trend("Co-design")], first_page=number)


@pytest.mark.parametrize("who", ["client", "member"])
def test_an_issue_an_article_and_a_page_cost_the_same_however_long_the_issue_is(request, archive, who):
    reader = request.getfixturevalue(who)
    paths = {archive.issue.url: 33, archive.first.url: 34, f"{archive.issue.url}pages/2/": 27}
    few = {path: queries_of(reader, path) for path in paths}
    fill(archive.issue, range(20, 32))
    for path, most in paths.items():
        assert queries_of(reader, path) <= few[path] <= most, path
