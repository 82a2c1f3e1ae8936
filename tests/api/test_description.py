"""The description of the API says what the API does, and its page needs nobody else."""

import re

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from tests.bodies import every_block
from tests.factories import (
    make_archived_article,
    make_article,
    make_contributor,
    make_dossier,
    make_image,
    make_issue,
    make_trend,
)

pytestmark = pytest.mark.django_db
READERS = ("articles", "sections", "trends", "contributors", "dossiers", "issues", "archived-articles")


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
    other = make_article("Other", authors=[make_contributor(portrait=make_image())], trends=[make_trend()])
    piece = make_article("All", body=every_block(other), kind="review", review_exhibition="Ebb")
    issue = make_issue(pages=2, cover=make_image())
    dossier = make_dossier(articles=[other, piece], cover=make_image())
    archived = make_archived_article(issue=issue, authors=[make_contributor()], trends=[make_trend()])
    for path, operation in (
        (f"/api/v3/articles/{piece.public_id}/", "/api/v3/articles/{public_id}/"),
        (f"/api/v3/issues/{issue.public_id}/", "/api/v3/issues/{public_id}/"),
        (f"/api/v3/dossiers/{dossier.public_id}/", "/api/v3/dossiers/{public_id}/"),
        (f"/api/v3/archived-articles/{archived.public_id}/", "/api/v3/archived-articles/{public_id}/"),
        *((f"/api/v3/{name}/", f"/api/v3/{name}/") for name in READERS),
    ):
        answer = described["paths"][operation]["get"]["responses"]["200"]["content"]["application/json"]
        schema = answer["schema"] | {"components": described["components"]}
        Draft202012Validator(schema).validate(client.get(path).json())


def test_page_of_the_description_loads_only_from_here(client):
    page = client.get("/api/v3/docs/").content.decode()
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert addresses
    assert all(address.startswith("/static/") for address in addresses)
