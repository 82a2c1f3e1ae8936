"""The sample magazine: complete, repeatable, and clear about a broken file."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.blocks import BodyBlock
from articles.models import ArticlePage, Contributor, DossierPage, Kind, SectionPage, Trend
from base.clock import today
from members.models import Institution, MembershipStatus, User, best_status
from members.reading.access import AccessReason, reader_for_user
from sample.drawing.draw import MOTIFS, draw
from sample.logins import LOGINS
from sample.management.commands.load_sample import FOLDER
from sample.parse_magazine import parse_magazine
from sample.records import Picture


@pytest.fixture(scope="module")
def magazine():
    return parse_magazine(FOLDER)


def test_it_uses_every_kind_section_and_block_and_most_of_the_vocabulary(magazine):
    articles = magazine.articles
    assert len(articles) >= 24
    assert {record.front["kind"] for record in articles} == set(Kind.values)
    assert {record.front["section"] for record in articles} == {row["slug"] for row in magazine.sections}
    assert {name for record in articles for name, _value in record.body} == set(BodyBlock().child_blocks)
    assert len({slug for record in articles for slug in record.front["trends"]}) >= 30


def test_no_two_pictures_are_alike(magazine):
    drawn = [draw(picture) for picture in magazine.pictures()[:12]]
    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_picture_follows_from_motif_and_seed_alone(motif):
    assert draw(Picture(motif, "tide")) == draw(Picture(motif, "tide"))


def test_loading_twice_changes_nothing(db):
    def state():
        counted = (Contributor, Institution, SectionPage, Trend)
        articles = ArticlePage.objects.values_list("slug", "live", "published_at", "latest_revision_id")
        return sorted(articles), [model.objects.count() for model in counted]

    call_command("load_sample")
    before = state()
    call_command("load_sample")
    assert state() == before
    assert ArticlePage.objects.live().count() >= 24
    assert ArticlePage.objects.upcoming_events().count() >= 3
    assert DossierPage.objects.live().get().entries.count() == 4


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ("no front matter", "begin the file with front matter"),
        ("---\ntitle: [\n---\n", "line 3: this is not valid YAML"),
        ("---\nslug: x\n---\n```block pull_quote\nquote: [\n```\n", "this is not valid YAML"),
    ],
)
def test_a_broken_article_is_named_with_its_place(tmp_path: Path, broken, sentence):
    for name in ("sections", "trends", "institutions", "contributors", "home", "dossiers"):
        (tmp_path / f"{name}.yaml").write_text("[]")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "001-broken.md").write_text(broken)
    with pytest.raises(CommandError, match=r"001-broken\.md") as problem:
        call_command("load_sample", folder=tmp_path)
    assert sentence in str(problem.value)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(CommandError, match=r"sections\.yaml: the file is missing"):
        call_command("load_sample", folder=tmp_path)


def test_it_shows_every_standing_every_role_and_both_gates(db):
    call_command("load_sample")
    day = today()
    statuses = {place.slug: best_status(place.memberships.all(), day)[0] for place in Institution.objects.all()}
    assert statuses["wharfside"] is MembershipStatus.LAPSED
    assert statuses["blue-kiln"] is MembershipStatus.GRACE
    assert statuses["fieldnote"] is MembershipStatus.NONE
    assert statuses["mtoni-hill"] is MembershipStatus.NOT_YET
    assert list(statuses.values()).count(MembershipStatus.ACTIVE) > 8
    assert 6 <= Institution.objects.filter(in_passport_program=True).count() <= 10
    assert {login.role: ground_after_log_in(login) for login in LOGINS} == {
        "author": AccessReason.NO_INSTITUTION,
        "editor": AccessReason.STAFF,
        "managing editor": AccessReason.STAFF,
        "archivist": AccessReason.STAFF,
        "membership manager": AccessReason.STAFF,
        "member": AccessReason.MEMBER,
        "coordinator": AccessReason.MEMBER,
        "lapsed member": AccessReason.LAPSED,
    }
    gated = [article for article in ArticlePage.objects.live() if article.is_gated()]
    in_two_months = timezone.now() + timedelta(days=60)
    assert sorted(article.is_gated(in_two_months) for article in gated) == [False, True]


def ground_after_log_in(login) -> AccessReason:
    client = Client()
    answer = client.post(reverse("account_login"), {"login": login.email, "password": login.password})
    assert answer.status_code == 302, login.role
    return reader_for_user(User.objects.get(pk=client.session["_auth_user_id"])).reason
