"""A kind is defined once: its specification determines form, validation, pages and API."""

from typing import get_args

import pytest
from django.template.loader import get_template
from django.test import Client
from wagtail.admin.panels import FieldPanel

from articles.api.article_schemas import ArticleOut
from articles.kinds import SPECIFICATIONS, KindSpecification
from articles.models import ArticlePage, Kind
from tests.factories import make_article

each = pytest.mark.parametrize("specification", SPECIFICATIONS.values(), ids=list(SPECIFICATIONS))


def test_lists_of_kinds_keep_their_addresses_and_names():
    assert [(kind.value, str(kind.label), kind.slug, kind.plural) for kind in Kind] == [
        ("analysis", "Analysis", "analysis", "Analysis"),
        ("news", "News", "news", "News"),
        ("event", "Event", "events", "Events"),
        ("resource", "Resource", "resources", "Resources"),
        ("viewpoint", "Viewpoint", "viewpoints", "Viewpoints"),
        ("interview", "Interview", "interviews", "Interviews"),
        ("review", "Review", "reviews", "Reviews"),
        ("data", "Data", "data", "Data"),
    ]
    assert all(Kind.from_slug(kind.slug) is kind for kind in Kind)


def asked(panel) -> set[str]:
    if isinstance(panel, FieldPanel):
        return {panel.field_name}
    return {name for child in getattr(panel, "children", ()) for name in asked(child)}


@each
def test_the_form_asks_for_every_field_of_a_kind(specification: KindSpecification):
    assert asked(specification.panel()) == set(specification.field_names)


@each
def test_programs_read_and_write_every_field_of_a_kind(specification: KindSpecification):
    prefix = f"{specification.kind}_"
    schema, _none = get_args(ArticleOut.model_fields[specification.kind].annotation)
    assert [f"{prefix}{name}" for name in schema.model_fields] == specification.field_names
    writable = {field.name for field in ArticlePage.api_fields if field.writable}
    assert writable >= set(specification.field_names)


@each
def test_what_a_kind_names_exists(specification: KindSpecification):
    named = {specification.main_field, *specification.required, *specification.card_fields}
    assert named <= set(specification.field_names)
    assert get_template(specification.template)


@pytest.mark.django_db
@each
def test_a_kind_without_its_main_field_adds_nothing_to_the_page(client: Client, specification: KindSpecification):
    article = make_article(kind=specification.kind)
    assert article.kind_specification is None
    assert "kind-box" not in client.get(article.url).content.decode()
