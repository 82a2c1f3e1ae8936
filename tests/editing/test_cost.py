"""Query counts of the desk's lists do not grow with the number of articles."""

import pytest
from django.urls import reverse

from tests.factories import make_article, make_contributor
from tests.test_pages_cost import queries_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["Author", "Editor", "Managing editor"])
def test_twelve_articles_cost_no_more_than_two(desk, role):
    client, path = desk(role), reverse("articles:index")
    for number in range(2):
        make_article(authors=[make_contributor(f"Author {number}")])
    few = queries_of(client, path)
    for number in range(2, 12):
        make_article(authors=[make_contributor(f"Author {number}")])
    assert queries_of(client, path) <= few
