"""The first hour of a magazine: from a database that was only migrated to pages, desk and first account."""

import re
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from wagtail.models import Page, Site

from articles.models import SectionPage
from dimensions.installation.first_account import MANAGING_EDITOR
from home.models import HomePage
from members.models import User
from members.roles import ROLES
from tests.factories import make_article, make_site

STAFF = "you@museum.example"
PAGES = (
    *("/", "/features/", "/at-a-glance/", "/trends/", "/contributors/", "/search/", "/search/?q=tide", "/archive/"),
    *("/institutions/", "/kinds/events/", "/feeds/", "/feeds/atom.xml", "/sitemap.xml", "/api/v3/articles/", "/join/"),
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def production(settings):
    settings.ALLOWED_HOSTS = ["magazine.example"]
    settings.WAGTAILADMIN_BASE_URL = "https://magazine.example"


def begin(**options: str) -> str:
    out = StringIO()
    call_command("init_magazine", stdout=out, **{"host": "magazine.example", "staff": STAFF} | options)
    return out.getvalue()


def everything() -> list[object]:
    tables = (HomePage, SectionPage, Page, Site, User, EmailAddress)
    return [list(table.objects.order_by("pk").values()) for table in tables]


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "magazine.example"})


def test_every_page_is_there_before_the_first_article(reader):
    begin()
    answers = {path: reader.get(path).status_code for path in PAGES}
    assert answers == dict.fromkeys(PAGES, 200) | {"/archive/": answers["/archive/"]}
    assert answers["/archive/"] in {200, 404}, "the first import makes it"
    assert "The first article is being written" in reader.get("/").content.decode()
    assert re.search(r'class="empty"', reader.get("/features/").content.decode())


def test_the_site_is_called_what_the_settings_call_it(reader):
    begin()
    site = Site.objects.get()
    assert (site.hostname, site.port, site.is_default_site) == ("magazine.example", 443, True)
    article = make_article("First of all", section=SectionPage.objects.get(slug="features"))
    assert article.full_url == "https://magazine.example/features/first-of-all/"
    (item,) = reader.get("/api/v3/articles/", secure=True).json()["items"]
    assert item["url"] == article.full_url
    assert "localhost" not in str(item)


@pytest.mark.parametrize(("url", "port"), [("http://magazine.example", 80), ("https://magazine.example:8443", 8443)])
def test_the_port_is_that_of_the_address(settings, url, port):
    settings.WAGTAILADMIN_BASE_URL = url
    begin(host="magazine.example")
    assert Site.objects.get().port == port


def test_editors_may_change_the_sections(reader):
    begin()
    titles = list(SectionPage.objects.order_by("path").values_list("title", flat=True))
    assert titles == ["Features", "Viewpoints", "People", "At a Glance"]
    page = SectionPage.objects.get(slug="people")
    page.title = "Persons"
    page.save_revision().publish()
    assert "Persons" in reader.get("/").content.decode()


def test_the_first_person_chooses_a_password_once_and_sets_up_a_factor(settings, reader):
    settings.STAFF_NEEDS_SECOND_FACTOR = True
    said = begin()
    link = re.search(r"https://magazine\.example(/account/password/reset/key/\S+)", said).group(1)
    form = reader.get(link, follow=True).request["PATH_INFO"]
    reader.post(form, {"password1": "a tide table", "password2": "a tide table"})
    assert reader.post("/account/login/", {"login": STAFF, "password": "a tide table"}).status_code == 302
    assert reader.get("/admin/").url.startswith("/account/second-factor/")

    settings.STAFF_NEEDS_SECOND_FACTOR = False
    assert reader.get("/admin/users/").status_code == 200
    assert "a tide table" not in said
    again = Client(headers={"host": "magazine.example"}).get(link, follow=True)
    assert 'name="password1"' not in again.content.decode(), "the link works twice"


def test_the_first_account_has_the_role_of_managing_editors():
    begin()
    user = User.objects.get()
    assert MANAGING_EDITOR in {role.name for role in ROLES}
    assert [group.name for group in user.groups.all()] == [MANAGING_EDITOR]
    assert user.is_superuser
    assert not user.has_usable_password()


def test_running_it_again_changes_nothing_and_says_so():
    begin()
    User.objects.get().set_unusable_password()
    SectionPage.objects.get(slug="people").delete()
    before = everything()
    said = begin()
    assert everything() == before
    assert "Nothing was changed" in said
    assert "/account/password/reset/key/" in said, "somebody who lost the link gets another"

    user = User.objects.get()
    user.set_password("a tide table")
    user.save()
    assert "/account/password/reset/key/" not in begin()
    assert "may administer" in begin(staff="another@museum.example")
    assert User.objects.count() == 1


def test_a_magazine_that_was_begun_by_hand_gets_what_is_missing():
    make_site()
    Site.objects.update(hostname="localhost")
    admin = User.objects.create_superuser("root@museum.example", "a tide table")
    said = begin()
    assert Site.objects.get().hostname == "magazine.example"
    assert "no longer at localhost" in said
    assert list(User.objects.all()) == [admin]
    assert not SectionPage.objects.exists(), "who has a front page has chosen sections"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"host": "other.example"}, "--host says other.example, but SITE_URL is https://magazine.example"),
        ({"host": "https://magazine.example"}, "without scheme and port"),
        ({"host": "magazine.example:443"}, "without scheme and port"),
        ({"staff": "you"}, "--staff says “you”, which is no e-mail address"),
        ({"staff": ""}, "no e-mail address"),
        ({"staff": "you@museum.example, me@museum.example"}, "no e-mail address"),
        ({"staff": "reader@museum.example"}, "An account has the address reader@museum.example already"),
        ({"staff": "READER@museum.example"}, "nothing was changed"),
        ({"staff": "second@museum.example"}, "An account has the address second@museum.example already"),
    ],
)
def test_bad_arguments_get_a_sentence_and_change_nothing(options, sentence):
    reader = User.objects.create_user("reader@museum.example", "a tide table")
    EmailAddress.objects.create(user=reader, email="second@museum.example", verified=True)
    before = everything()
    with pytest.raises(CommandError, match=re.escape(sentence)):
        begin(**options)
    assert everything() == before


def test_a_host_that_the_site_would_not_answer_is_refused(settings):
    settings.ALLOWED_HOSTS = ["other.example"]
    with pytest.raises(CommandError, match=r"ALLOWED_HOSTS does not name magazine\.example"):
        begin()


BEFORE = (
    "/trends/",
    "/search/",
    "/features/",
    "/feeds/",
    "/feeds/atom.xml",
    "/feeds/kinds/events/rss.xml",
    "/archive/",
)


@pytest.mark.parametrize("path", [*BEFORE, "/sitemap.xml", "/api/v3/articles/", "/account/login/", "/health/"])
def test_before_it_nothing_is_an_error(reader, path):
    assert reader.get(path).status_code in {200, 404}


@pytest.mark.parametrize("has_site", [True, False])
def test_before_it_the_front_page_names_the_command(reader, has_site):
    if not has_site:
        Site.objects.all().delete()
    answer = reader.get("/")
    assert answer.status_code == 503
    assert "manage.py init_magazine" in answer.content.decode()


def test_a_front_page_that_is_no_longer_published_is_just_not_found(reader):
    begin()
    HomePage.objects.get().unpublish()
    assert reader.get("/").status_code == 404
