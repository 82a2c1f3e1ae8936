"""Many articles created at once equal those created one by one."""

import json
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from articles.models import ArticlePage, Credit
from members.models import Access
from tests.benchmarks.bulk_articles import create_articles
from tests.bodies import every_block
from tests.consistency import inconsistencies, unlike_revision
from tests.factories import (
    DAY,
    make_article,
    make_contributor,
    make_image,
    make_institution,
    make_section,
    make_trend,
)

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - 4000 * DAY


def unsaved(title: str = "Night shift", **fields: Any) -> ArticlePage:
    article = ArticlePage(title=title, **({"deck": "What a museum learned."} | fields))
    article.credits.set([Credit(contributor=make_contributor("Ana Duarte", job_title="Director"))])
    article.trends.set([make_trend("Community science"), make_trend("Night opening")])
    article.institutions.set([make_institution("Tidal Museum")])
    return article


def test_everything_about_them_is_consistent():
    related = make_article("The other piece")
    body = json.dumps(every_block(related))
    section = make_section()
    made = create_articles(
        [
            unsaved(body=body, lead_image=make_image(), published_at=LONG_AGO),
            unsaved("For members", body=body, access=Access.MEMBERS),
            unsaved("Short"),
        ],
        section=section,
    )
    assert (made.count, made.refused) == (3, [])
    assert section.numchild == 4
    assert not any(map(unlike_revision, ArticlePage.objects.exclude(pk=related.pk)))
    assert inconsistencies() == []


def test_each_is_what_it_would_be_alone():
    alone = make_article(
        "Night shift",
        authors=[make_contributor(job_title="Director")],
        trends=[make_trend()],
        published_at=LONG_AGO,
    )
    alone.save_revision().publish()
    alone = ArticlePage.objects.get(pk=alone.pk)
    together = unsaved(deck=alone.deck, body=json.dumps(alone.body.get_prep_value()), published_at=LONG_AGO)
    create_articles([together], section=make_section("Research"))
    assert columns(ArticlePage.objects.get(slug="night-shift", pk=together.pk)) == columns(alone)
    assert logged(together) == logged(alone)


# Values that differ for each page or moment.
OWN = {
    *("id", "page_ptr_id", "path", "url_path", "listed_in_id", "translation_key", "public_id"),
    *("latest_revision_id", "live_revision_id", "latest_revision_created_at", "last_published_at"),
    "first_published_at",
}


def columns(article: ArticlePage) -> dict[str, Any]:
    names = [column.attname for column in article._meta.concrete_fields]
    return {name: str(getattr(article, name)) for name in names if name not in OWN}


def logged(article: ArticlePage) -> list[Any]:
    entries = PageLogEntry.objects.filter(page=article).order_by("pk")
    return list(entries.values_list("action", "label", "content_changed", "user", "data"))


def test_they_are_read_found_and_edited_like_any_other(client):
    create_articles([unsaved(body=[("text", "<p>The tide rose.</p>")], published_at=LONG_AGO)], section=make_section())
    article = ArticlePage.objects.get()
    page = client.get(article.url).content.decode()
    assert "The tide rose." in page
    assert "Director" in page
    for words in ("night shift", "tide", "Ana Duarte", "Community science"):
        assert article.url in client.get("/search/", {"q": words}).content.decode()
    assert article.first_published_at == article.published_at == LONG_AGO

    draft = article.get_latest_revision_as_object()
    draft.title = "Day shift"
    draft.save_revision().publish()
    assert [credit.contributor.name for credit in ArticlePage.objects.get().credits.all()] == ["Ana Duarte"]
    assert article.url in client.get("/search/", {"q": "day shift"}).content.decode()


def test_a_bad_one_does_not_lose_the_others():
    known = make_article("Known")
    twice = unsaved("Twice", public_id=known.public_id)
    articles = [
        unsaved("First"),
        unsaved("", slug="untitled"),
        twice,
        unsaved("Taken", slug="known"),
        unsaved("Last"),
    ]
    made = create_articles(articles, section=make_section())
    assert made.count == 2
    assert {article.slug for article, _reason in made.refused} == {"untitled", "twice", "known"}
    assert set(ArticlePage.objects.values_list("title", flat=True)) == {"Known", "First", "Last"}
    assert inconsistencies() == []


def test_titles_may_be_the_same():
    make_article("Night shift")
    create_articles([unsaved(), unsaved()], section=make_section())
    assert sorted(ArticlePage.objects.values_list("slug", flat=True)) == [
        "night-shift",
        "night-shift-2",
        "night-shift-3",
    ]


def test_the_cost_in_queries_does_not_grow_by_much(django_assert_max_num_queries):
    section = make_section()
    articles = [unsaved(f"Piece {n}", body=[("text", "<p>Tide.</p>")]) for n in range(50)]
    with django_assert_max_num_queries(50 + 60):
        create_articles(articles, section=section)
    assert Revision.objects.count() == 50
