"""Which statements end a generation, and what becomes of generations."""

import os

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.db.models.signals import post_migrate, pre_migrate

from page_store.follower import Follower, Popularity
from page_store.invalidation import may_show, record_change
from page_store.models import Change
from page_store.policy import private_tables
from page_store.storage import generations
from tests.factories import make_article, make_section, make_site
from tests.store.reader import Site, commit


@pytest.mark.parametrize(
    ("sql", "shows"),
    [
        ('SELECT "a" FROM "articles_articlepage"', False),
        ('INSERT INTO "articles_credit" ("id") VALUES (1)', True),
        ('INSERT OR IGNORE INTO "articles_credit" ("id") VALUES (1)', True),
        ('DELETE FROM "articles_credit" WHERE "id" = 1', True),
        ('UPDATE "wagtailcore_page" SET "title" = %s, "draft_title" = %s WHERE "id" = 1', True),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s WHERE "title" = %s', False),
        ("\n  UPDATE wagtailcore_page SET path = CONCAT(%s, path)", True),
        ('UPDATE "members_user" SET "last_login" = %s WHERE "id" = 1', False),
        ('UPDATE "members_user" SET "first_name" = %s WHERE "id" = 1', False),
        ('INSERT INTO "members_user" ("email") VALUES (%s)', False),
        ('UPDATE "members_institution" SET "name" = %s WHERE "id" = 1', True),
        ('UPDATE "articles_contributor" SET "user_id" = NULL WHERE "user_id" IN (1)', False),
        ('UPDATE "articles_contributor" SET "name" = %s, "user_id" = NULL WHERE "id" = 1', True),
        ('INSERT INTO "django_session" ("key") VALUES (1)', False),
        ('INSERT INTO "base_rendition" ("id") VALUES (1)', False),
        ('DELETE FROM "base_rendition" WHERE "id" = 1', True),
        ('WITH x AS (SELECT 1) UPDATE "anything" SET "a" = 1', True),
        ('WITH x AS (SELECT 1) SELECT * FROM "x"', False),
        ("SAVEPOINT x", False),
        # Unparsable statements may show.
        ("/* admin */ UPDATE articles_credit SET role = 'author'", True),
        ("-- mend it\nDELETE FROM articles_credit", True),
        ("REPLACE INTO articles_credit (id) VALUES (1)", True),
        ("MERGE INTO articles_credit USING x ON true WHEN MATCHED THEN DELETE", True),
        ("TRUNCATE articles_credit", True),
        ("COPY articles_credit FROM STDIN", True),
        ("with x as (select 1) update articles_credit set role = 'author'", True),
        ("CALL mend_credits()", True),
        ("DO $$ BEGIN DELETE FROM articles_credit; END $$", True),
        ("SELECT 1; DELETE FROM articles_credit", True),
        ("SELECT id INTO copied FROM articles_credit", True),
        ('UPDATE "members_user"."x" SET "last_login" = %s', True),
        ("ALTER TABLE articles_credit DROP COLUMN role", True),
        ("/* report */ SELECT 1", False),
        ("(SELECT 1) UNION (SELECT 2)", False),
        ("delete from django_session", False),
        ('DELETE FROM "django_session";', False),
    ],
)
def test_a_statement_counts_unless_it_is_known_not_to_show(sql, shows):
    assert may_show(sql) is shows


def test_tables_that_are_called_private_exist():
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert set(private_tables.TABLES) - tables <= {"django_admin_log", "django_migrations", "search_index"}
    assert set(private_tables.COLUMNS) <= tables


def test_two_servers_follow_the_same_changes(site: Site, settings: LazySettings, tmp_path):
    article = make_article("Before")
    commit()
    servers = {name: (tmp_path / name, Site()) for name in ("one", "two")}
    for folder, reader in servers.values():
        settings.PAGE_STORE_ROOT = folder
        assert "Before" in reader.get(article.url).text

    settings.PAGE_STORE_ROOT = servers["one"][0]
    article.title = "Afterwards"
    article.save_revision().publish()
    commit()
    assert "Afterwards" in servers["one"][1].get(article.url).text

    settings.PAGE_STORE_ROOT, reader = servers["two"]
    Follower(Popularity(), reader.front).follow()
    assert "Afterwards" in reader.get(article.url).text


def test_it_does_not_matter_in_which_order_changes_become_visible(site: Site):
    early, late = Change(), Change()
    late.save()
    names = [generations.newest_generation()]
    early.save()
    names.append(generations.newest_generation())
    assert len(set(names)) == 2


def test_very_many_changes_become_one(site: Site, monkeypatch):
    monkeypatch.setattr(generations, "MOST_CHANGES", 3)
    for _ in range(5):
        Change.objects.create()
    names = {generations.newest_generation()}
    generations.merge_changes()
    assert Change.objects.count() == 1
    names.add(generations.newest_generation())
    assert len(names) == 2


def test_what_has_ended_is_removed_after_a_while(site: Site, store):
    site.get("/")
    ended = store / generations.served_generation()
    record_change()
    commit()
    assert generations.served_generation() != ended.name
    generations.remove_dead()
    assert ended.is_dir(), "somebody may still be reading from it"

    os.utime(ended, (0, 0))
    generations.remove_dead()
    assert not ended.exists()
    assert (store / generations.served_generation()).is_dir()


def test_an_import_leaves_no_empty_folders_and_few_changes(site: Site, store, monkeypatch):
    monkeypatch.setattr(generations, "MOST_CHANGES", 3)
    site.get("/")
    before = len(list(store.iterdir()))
    for _ in range(9):
        record_change()
        commit()
    assert len(list(store.iterdir())) == before + 1
    assert (store / "current").is_dir()
    assert Change.objects.count() <= 4


def test_a_link_that_a_copy_has_made_a_folder_is_made_a_link_again(site: Site, store):
    body = site.get("/").body
    (store / "current").unlink()
    (store / "current" / "http").mkdir(parents=True)

    assert site.get("/").body == body
    assert (store / "current").is_symlink()


def test_pages_that_readers_waited_for_are_rendered_ahead(site: Site):
    popularity = Popularity()
    site.front.when_rendered = popularity.count
    follower = Follower(popularity, site.front)
    for path in ("/", "/trends/"):
        site.get(path)
    make_section("Another")
    commit()

    for _ in range(4):
        follower.follow()

    assert not site.get("/").rendered
    assert not site.get("/trends/").rendered
    assert "Another" in site.get("/").text


def test_a_page_that_nobody_asks_for_any_more_is_not_rendered_for_ever(site: Site):
    popularity = Popularity()
    popularity.count({"PATH_INFO": "/", "HTTP_HOST": "testserver"})
    generations_ahead = 0
    while popularity.most_requested():
        generations_ahead += 1
    assert generations_ahead == 8


def test_migrations_begin_a_generation(site: Site):
    before = Change.objects.count()
    arguments = {"app_config": apps.get_app_config("base"), "using": "default", "verbosity": 0}
    arguments |= {"interactive": False, "plan": [], "apps": apps}
    for receiver in (pre_migrate, post_migrate):
        receiver.send(sender=arguments["app_config"], **arguments)
    assert Change.objects.count() == before + 1


@pytest.mark.django_db
def test_nothing_is_recorded_where_that_is_switched_off(settings: LazySettings):
    settings.PAGE_STORE_RECORDS_CHANGES = False
    make_site()
    assert not Change.objects.exists()
