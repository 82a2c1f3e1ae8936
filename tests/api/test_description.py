"""The description of the API matches the API, and its page loads nothing from elsewhere."""

import re

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from articles.models import Correction
from tests.bodies import every_block
from tests.factories import (
    make_archived_article,
    make_article,
    make_contributor,
    make_dossier,
    make_image,
    make_institution,
    make_issue,
    make_trend,
)

pytestmark = pytest.mark.django_db
READERS = (
    "articles", "sections", "trends", "contributors", "dossiers", "issues", "archived-articles", "institutions",
    "events", "corrections", "information", "front-page", "navigation", "search", "addresses", "sitemap",
)  # fmt: skip
LISTS = [name for name in READERS if name != "addresses"]


@pytest.fixture
def described(client):
    return client.get("/api/v3/openapi.json").json()


def test_description_is_valid(described):
    validate(described)


def test_reader_resources_are_explained_and_need_no_token(described):
    for path, operations in described["paths"].items():
        if path.startswith(tuple(f"/api/v3/{name}/" for name in READERS)):
            assert list(operations) == ["get"]
            assert operations["get"]["summary"]
            assert operations["get"]["description"]
            assert {} in operations["get"]["security"]


def test_every_block_of_the_body_has_a_type_of_its_own(described):
    blocks = described["components"]["schemas"]["ArticleOut"]["properties"]["body"]["items"]
    assert blocks["discriminator"]["propertyName"] == "type"
    assert len(blocks["discriminator"]["mapping"]) == len(blocks["oneOf"]) == 15
    sent = described["components"]["schemas"]["ArticlePageCreateSchema"]["properties"]["body"]["items"]
    assert sent["discriminator"]["mapping"].keys() == blocks["discriminator"]["mapping"].keys()


def test_answers_are_as_described(client, described):
    trend, place = make_trend("Play"), make_institution()
    other = make_article(
        "Other", authors=[make_contributor(portrait=make_image())], trends=[trend], institutions=[place]
    )
    Correction.objects.create(article=other, wrong="Nine.", right="Ten.")
    piece = make_article("All", body=every_block(other), kind="review", review_exhibition="Ebb")
    issue = make_issue(pages=2, cover=make_image())
    dossier = make_dossier(articles=[other, piece], cover=make_image())
    archived = make_archived_article(issue=issue, authors=[make_contributor()], trends=[make_trend()])
    for path, operation in (
        (f"/api/v3/articles/{piece.public_id}/", "/api/v3/articles/{public_id}/"),
        (f"/api/v3/issues/{issue.public_id}/", "/api/v3/issues/{public_id}/"),
        (f"/api/v3/dossiers/{dossier.public_id}/", "/api/v3/dossiers/{public_id}/"),
        (f"/api/v3/archived-articles/{archived.public_id}/", "/api/v3/archived-articles/{public_id}/"),
        (f"/api/v3/trends/{trend.slug}/", "/api/v3/trends/{slug}/"),
        ("/api/v3/institutions/tidal-museum/", "/api/v3/institutions/{slug}/"),
        ("/api/v3/addresses/by-path/?path=/features/", "/api/v3/addresses/by-path/"),
        ("/api/v3/sitemap/lists/", "/api/v3/sitemap/{name}/"),
        ("/api/v3/search/?trend=play", "/api/v3/search/"),
        *((f"/api/v3/{name}/", f"/api/v3/{name}/") for name in LISTS),
    ):
        answer = described["paths"][operation]["get"]["responses"]["200"]["content"]["application/json"]
        schema = answer["schema"] | {"components": described["components"]}
        Draft202012Validator(schema).validate(client.get(path).json())


def of_readers(described):
    """Return the operations for readers."""
    prefixes = tuple(f"/api/v3/{name}/" for name in READERS)
    return {path: operations["get"] for path, operations in described["paths"].items() if path.startswith(prefixes)}


def undescribed(described, schema, place, seen):
    """Yield the places of all properties without a description, wherever a schema leads."""
    if isinstance(schema, list):
        for part in schema:
            yield from undescribed(described, part, place, seen)
    elif isinstance(schema, dict):
        yield from undescribed(described, _referred(described, schema, seen), place, seen)
        for name, property_ in schema.get("properties", {}).items():
            named = f"{schema.get('title', place)}.{name}"
            yield from () if property_.get("description") else (named,)
            yield from undescribed(described, property_, named, seen)
        inside = [schema.get(key) for key in ("items", "anyOf", "oneOf", "allOf", "schema", "application/json")]
        yield from undescribed(described, inside, place, seen)


def _referred(described, schema, seen):
    """Return what a reference leads to, the first time."""
    name = schema.get("$ref", "").rpartition("/")[2]
    if not name or name in seen:
        return None
    seen.add(name)
    return described["components"]["schemas"][name]


def test_every_property_and_parameter_for_readers_is_described(described):
    seen, missing = set(), []
    for path, operation in of_readers(described).items():
        missing += [f"{path}?{one['name']}" for one in operation.get("parameters", []) if not one.get("description")]
        for status, answer in operation["responses"].items():
            missing += undescribed(described, answer.get("content"), f"{path} {status}", seen)
            missing += [f"{path} {status}"] if not answer["description"] else []
    assert missing == []
    assert len(seen) > 40


WRITING = ("pages", "images", "documents", "snippets", "sites", "redirects", "schema", "whoami")


def test_every_property_of_wagtails_own_operations_is_described(described):
    seen, missing = set(), set()
    for path, operations in described["paths"].items():
        for operation in operations.values() if path.split("/")[3] in WRITING else ():
            asked = [operation.get("requestBody", {}).get("content")]
            answered = [answer.get("content") for answer in operation["responses"].values()]
            missing |= set(undescribed(described, [*asked, *answered], path, seen))
    assert missing == set()
    assert len(seen) > 80


def test_most_properties_for_readers_have_an_example(described):
    """An example is required where it is clearer than a sentence; flags and free text need none."""
    schemas = described["components"]["schemas"]
    names = ("ArticleSummary", "TrendOut", "IssueSummary", "ArchivedArticleSummary", "InstitutionInList", "ResultOut")
    for name in names:
        properties = schemas[name]["properties"].values()
        assert any(one.get("examples") or one.get("enum") for one in properties), name


def test_description_says_where_the_api_is_and_what_its_limits_are(described):
    assert described["servers"] == [{"url": "http://testserver"}]
    for path, operation in of_readers(described).items():
        limits = {one["name"]: one["schema"] for one in operation.get("parameters", [])}
        assert limits.get("limit", {}).get("maximum", 100) == 100, path
        assert limits.get("offset", {}).get("maximum", 1000) == 1000, path


def test_page_of_the_description_loads_only_from_here(client):
    page = client.get("/api/v3/docs/").content.decode()
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert addresses
    assert all(address.startswith("/static/") for address in addresses)
