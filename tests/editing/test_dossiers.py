"""Articles that are released together, in an order, under a cover: all of them, or nothing."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from articles.models import ArticlePage, DossierEntry, DossierPage
from base.models import OutgoingMail
from dimensions import scheduling
from tests.factories import DAY, make_article, make_dossier, make_image, make_section, make_user

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def managing_editor(client):
    user = make_user("mona@magazine.example")
    user.groups.add(Group.objects.get(name="Managing editor"))
    client.force_login(user)
    return user


def draft(title: str) -> ArticlePage:
    article = ArticlePage(title=title, deck="D", body=[("text", "<p>Words.</p>")], live=False)
    make_section().add_child(instance=article)
    article.save_revision()
    return ArticlePage.objects.get(pk=article.pk)


def waiting(title: str, *, at: dt.datetime | None = None) -> ArticlePage:
    """An article that is approved and scheduled."""
    article = draft(title)
    article.go_live_at = at or timezone.now() + 100 * DAY
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def scheduled(dossier: DossierPage, *, ago: dt.timedelta = HOUR) -> DossierPage:
    """A dossier whose time has come."""
    dossier.go_live_at = timezone.now() + HOUR
    revision = dossier.save_revision()
    revision.publish()
    at = timezone.now() - ago
    content = revision.content | {"go_live_at": at.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=at, content=content)
    return dossier


def is_live(page) -> bool:
    return type(page).objects.get(pk=page.pk).live


def test_what_waits_is_released_with_its_dossier_and_keeps_its_order(client):
    first, second, old = waiting("By lamp"), waiting("By moon"), make_article("By day")
    dossier = scheduled(make_dossier("Museums at night", [second, old, first], live=False))

    assert scheduling.apply_due_changes()
    assert is_live(dossier)
    assert is_live(first)
    assert is_live(second)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    page = client.get("/dossiers/museums-at-night/").content.decode()
    places = [page.index(title) for title in ("By moon", "By day", "By lamp")]
    assert places == sorted(places)
    assert "Museums at night" in client.get("/dossiers/").content.decode()


def test_a_piece_that_is_not_ready_stops_all_of_it_and_is_named_once_by_mail(managing_editor, settings):
    settings.EMAIL_BACKEND = "base.mail.outbox.OutboxBackend"
    ready, unready = waiting("By lamp"), draft("By candle")
    dossier = scheduled(make_dossier(articles=[ready, unready], live=False))

    assert not scheduling.apply_due_changes()
    assert not scheduling.apply_due_changes()
    assert not (is_live(dossier))
    assert not (is_live(ready))
    assert not (is_live(unready))
    told = OutgoingMail.objects.get(event__startswith="dossier")
    assert told.recipient == "mona@magazine.example"
    assert "“By candle” is not ready, it is a draft" in str(told.content)
    assert "By lamp" not in str(told.content)

    unready.go_live_at = timezone.now() + DAY
    unready.save_revision().publish()
    assert scheduling.apply_due_changes()
    assert is_live(dossier)
    assert is_live(ready)
    assert is_live(unready)


def test_a_deleted_piece_stops_the_release():
    ready, gone = waiting("By lamp"), waiting("By candle")
    dossier = scheduled(make_dossier(articles=[ready, gone], live=False))
    gone.delete()

    assert not scheduling.apply_due_changes()
    assert not (is_live(dossier))
    assert not (is_live(ready))


def test_what_waits_for_a_scheduled_dossier_does_not_appear_before_it():
    early = waiting("By lamp", at=timezone.now() + HOUR)
    alone = waiting("By moon", at=timezone.now() + HOUR)
    Revision.objects.filter(object_id__in=[str(early.pk), str(alone.pk)]).update(
        approved_go_live_at=timezone.now() - HOUR
    )
    for article in (early, alone):
        revision = article.revisions.last()
        revision.content = revision.content | {"go_live_at": (timezone.now() - HOUR).isoformat()}
        revision.save(update_fields=["content"])
    dossier = make_dossier(articles=[early], live=False)
    dossier.go_live_at = timezone.now() + DAY
    dossier.save_revision().publish()

    assert scheduling.apply_due_changes()
    assert not is_live(early)
    assert is_live(alone)


def test_a_failure_in_the_middle_publishes_nothing(monkeypatch):
    first, second = waiting("By lamp"), waiting("By moon")
    dossier = scheduled(make_dossier(articles=[first, second], live=False))
    publish = ArticlePage.publish

    def fail_for_second(page, *args, **kwargs):
        if page.pk == second.pk:
            raise ValueError("The power went.")
        return publish(page, *args, **kwargs)

    monkeypatch.setattr(ArticlePage, "publish", fail_for_second)
    assert not scheduling.apply_due_changes()
    assert not (is_live(dossier))
    assert not (is_live(first))
    assert not (is_live(second))


def form_of(dossier: DossierPage, articles, **more) -> dict:
    rows: dict = {}
    for place, article in enumerate(articles):
        rows |= {
            f"entries-{place}-article": article.pk,
            f"entries-{place}-ORDER": place + 1,
            f"entries-{place}-id": "",
            f"entries-{place}-DELETE": "",
        }
    counts = {"TOTAL_FORMS": len(articles), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    management = {f"entries-{name}": value for name, value in counts.items()}
    comments = {f"comments-{name}": 0 for name in counts}
    introduction = '{"blocks": [], "entityMap": {}}'
    fields = {"title": dossier.title, "slug": dossier.slug, "introduction": introduction, "seo_title": ""}
    return {
        **fields,
        "search_description": "",
        "cover": "",
        "social_image": "",
        **management,
        **comments,
        **rows,
        **more,
    }


def edit(client, dossier, articles, **more):
    url = reverse("wagtailadmin_pages:edit", args=[dossier.pk])
    return client.post(url, form_of(dossier, articles, **more), follow=True).content.decode()


def test_the_desk_names_what_stops_the_release_and_releases_the_rest(client, managing_editor):
    ready, unready = waiting("By lamp"), draft("By candle")
    dossier = make_dossier(live=False)

    said = edit(client, dossier, [ready, unready], **{"action-publish": "1"})
    assert "“By candle” is not ready, it is a draft" in said
    assert not is_live(ready)
    assert "There is nothing in the dossier yet" in edit(client, dossier, [], **{"action-publish": "1"})
    assert "stands in the dossier twice" in edit(client, dossier, [ready, ready])

    edit(client, dossier, [ready], **{"action-publish": "1"})
    assert is_live(dossier)
    assert is_live(ready)


def test_the_desk_says_when_a_time_is_set_what_would_stop_the_release(client, managing_editor):
    dossier, unready = make_dossier(live=False), draft("By candle")
    later = (timezone.now() + 3 * DAY).strftime("%Y-%m-%d %H:%M")

    said = edit(client, dossier, [unready], **{"action-publish": "1", "go_live_at": later})
    assert "“By candle” is not ready, it is a draft" in said
    assert Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_release_without_the_form_is_refused_with_the_same_sentence(client, managing_editor):
    dossier = make_dossier(articles=[draft("By candle")], live=False)
    dossier.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={dossier.pk}"

    answer = client.post(url, {"include_descendants": ""}, follow=True)
    assert "“By candle” is not ready" in answer.content.decode()
    assert not is_live(dossier)


def test_the_preview_shows_the_whole_of_what_is_not_released(client, managing_editor):
    unready = draft("By candle")
    dossier = make_dossier(articles=[make_article("By day"), unready], live=False)
    dossier.save_revision()

    shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[dossier.pk])).content.decode()
    assert "By day" in shown
    assert "By candle" in shown
    assert reverse("wagtailadmin_pages:view_draft", args=[unready.pk]) in shown


def test_what_was_withdrawn_is_gone_from_page_feed_and_api(client):
    gone, stays = make_article("By lamp"), make_article("By moon")
    dossier = make_dossier(articles=[gone, stays], introduction="<p>After <b>six</b>.</p>", cover=make_image())
    gone.unpublish()

    feed = client.get("/feeds/dossiers/museums-at-night/feed.json").json()
    assert [item["title"] for item in feed["items"]] == ["By moon"]
    assert feed["description"] == "After six."
    for name in ("rss.xml", "atom.xml"):
        body = client.get(f"/feeds/dossiers/museums-at-night/{name}").content.decode()
        assert "By moon" in body
        assert "By lamp" not in body
        assert gone.public_id.urn in body or name == "rss.xml"  # a tombstone, which RSS has none of
    answer = client.get(f"/api/v3/dossiers/{dossier.public_id}/").json()
    assert [article["title"] for article in answer["articles"]] == ["By moon"]
    assert answer["introduction_html"] == "<p>After <b>six</b>.</p>"
    assert answer["cover"]["sizes"]
    assert client.get("/api/v3/dossiers/").json()["count"] == 1
    assert "By lamp" not in client.get("/dossiers/museums-at-night/").content.decode()


def test_a_draft_of_a_dossier_is_on_no_surface(client):
    dossier = make_dossier(articles=[make_article("By day")], live=False)
    dossier.save_revision()

    for path in ("/dossiers/museums-at-night/", "/feeds/dossiers/museums-at-night/rss.xml"):
        assert client.get(path).status_code == 404
    assert client.get(f"/api/v3/dossiers/{dossier.public_id}/").status_code == 404
    for path in ("/dossiers/", "/feeds/", "/sitemap-pages.xml", "/api/v3/dossiers/", "/feeds/all.opml"):
        assert "useums-at-night" not in client.get(path).content.decode()


def test_a_released_dossier_is_in_the_sitemap_and_the_list_of_feeds(client):
    make_dossier(articles=[make_article("By day")])

    assert "/dossiers/museums-at-night/" in client.get("/sitemap-pages.xml").content.decode()
    assert "/feeds/dossiers/museums-at-night/" in client.get("/feeds/").content.decode()


@pytest.mark.parametrize("path", ["/dossiers/museums-at-night/", "/api/v3/dossiers/{0}/"])
def test_a_longer_dossier_costs_no_more(client, path):
    dossier = make_dossier(articles=[make_article(lead_image=make_image()) for _number in range(2)])

    def cost() -> int:
        client.get(path.format(dossier.public_id))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path.format(dossier.public_id)).status_code == 200
        return len(captured)

    few = cost()
    for _number in range(8):
        DossierEntry.objects.create(dossier=dossier, article=make_article(lead_image=make_image()), sort_order=9)
    assert cost() <= few


def test_authors_put_no_articles_together(client):
    dossier = make_dossier(live=False)
    user = make_user("ana@magazine.example")
    user.groups.add(Group.objects.get(name="Author"))
    client.force_login(user)

    assert client.get(reverse("wagtailadmin_pages:edit", args=[dossier.pk])).status_code in {302, 404}
    add = reverse("wagtailadmin_pages:add", args=["articles", "dossierpage", dossier.get_parent().pk])
    assert client.get(add).status_code == 302
