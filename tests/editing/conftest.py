"""Users of the editorial desk, and the article form's data."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from articles.models import Contributor
from members.models import User
from tests.factories import make_contributor


@pytest.fixture
def person(db) -> Callable[[str], User]:
    """Return a function that returns the user with a role, created if needed."""

    def make(role: str) -> User:
        email = f"{role.lower().replace(' ', '-')}@example.org"
        user, is_new = User.objects.get_or_create(email=email, defaults={"first_name": role})
        if is_new:
            user.groups.set(Group.objects.filter(name=role))
        return user

    return make


@pytest.fixture
def desk(person) -> Callable[[str], Client]:
    """Return a function that returns a client logged in with a role."""

    def make(role: str) -> Client:
        client = Client()
        client.force_login(person(role))
        return client

    return make


@pytest.fixture
def contributor(db) -> Callable[..., Contributor]:
    """Return a function that creates contributors."""
    return make_contributor


def article_form(*, trends: Sequence[str] = (), **changes: Any) -> dict[str, Any]:
    """Return the POST data of a complete article form."""
    fields = {
        "title": "Evening hours",
        "slug": "evening-hours",
        "deck": "What happened when the doors stayed open.",
        "kind": "analysis",
        "access": "open",
        "event_time_zone": "UTC",
        "body": streamfield([("text", rich_text("<p>The doors stayed open.</p>"))]),
        "credits": inline_formset([]),
        "comments": inline_formset([]),
        "corrections": inline_formset([]),
    }
    return nested_form_data(fields | changes) | {"trends": list(trends)}
