"""Everything that can happen to a magazine; later kinds of change are added to `CHANGES`."""

from collections.abc import Callable

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from archive.models import ArchivedArticlePage, IssuePage
from articles.models import ArticlePage, ArticleTrend, Contributor, Credit, SectionPage, Trend, TrendGroup
from base.models import MagazineImage, Rendition
from home.models import HomePage, InformationPage, Pick
from members.models import Institution, Membership
from tests import factories
from tests.store.world import DAY, HOUR, World

Change = Callable[[World, str], object]


def publish(world: World, title: str) -> None:
    world.articles.append(world.new_article(title, slug=f"made-{next(world.numbers)}"))


def publish_event(world: World, title: str) -> None:
    moment = world.now + 6 * HOUR
    world.new_article(
        title,
        slug=f"event-{next(world.numbers)}",
        kind="event",
        event_starts_at=moment,
        event_ends_at=moment + HOUR,
    )


def publish_call(world: World, title: str) -> None:
    call = {
        "title": title[:40],
        "text": "<p>Answer.</p>",
        "label": "Answer now",
        "url": "https://consultation.example/",
        "expires": world.now.date(),
    }
    article = world.article()
    if article:
        article.body = [("action", call)]
        article.save_revision().publish()


def edit(world: World, title: str) -> None:
    if article := world.article():
        article.title, article.deck = title, title
        article.save_revision().publish()


def draft(world: World, title: str) -> None:
    if article := world.article():
        article.title = title
        article.save_revision()


def unpublish(world: World, title: str) -> None:
    if article := world.article():
        article.unpublish()


def publish_again(world: World, title: str) -> None:
    if article := ArticlePage.objects.filter(live=False).first():
        article.get_latest_revision_as_object().save_revision().publish()


def delete(world: World, title: str) -> None:
    if article := world.article():
        article.delete()


def move(world: World, title: str) -> None:
    if article := world.article():
        target = next(section for section in world.sections if section.pk != article.get_parent().pk)
        article.move(SectionPage.objects.get(pk=target.pk), pos="last-child")


def rename(world: World, title: str) -> None:
    if article := world.article():
        article.slug = f"renamed-{article.pk}-{int(world.now.timestamp())}"
        article.save_revision().publish()


def retag(world: World, title: str) -> None:
    if article := world.article():
        article.trends.set([] if article.article_trends.exists() else world.trends)
        article.save_revision().publish()


def untag_in_one_go(world: World, title: str) -> None:
    ArticleTrend.objects.filter(tag=world.trends[0]).delete()


def reorder_credits(world: World, title: str) -> None:
    for credit in Credit.objects.all():
        Credit.objects.filter(pk=credit.pk).update(sort_order=1 - (credit.sort_order or 0))


def choose_lead(world: World, title: str) -> None:
    HomePage.objects.filter(pk=world.home.pk).update(lead_article=world.article())


def reorder_front_page(world: World, title: str) -> None:
    home = HomePage.objects.get(pk=world.home.pk)
    home.picks.set([Pick(article=article) for article in ArticlePage.objects.live().order_by("title")[:3]])
    home.tagline = title
    home.save_revision().publish()


def reorder_sections(world: World, title: str) -> None:
    section = SectionPage.objects.order_by("path").last()
    section.move(HomePage.objects.get(pk=world.home.pk), pos="first-child")


def rename_section(world: World, title: str) -> None:
    section = SectionPage.objects.get(pk=world.sections[0].pk)
    section.title, section.intro = title, title
    section.save_revision().publish()


def schedule(world: World, title: str) -> None:
    if article := world.article():
        article.title, article.go_live_at = title, world.now + 2 * HOUR
        article.save_revision().publish()


def expire(world: World, title: str) -> None:
    if article := world.article():
        article.expire_at = world.now + 2 * HOUR
        article.save_revision().publish()


def gate(world: World, title: str) -> None:
    if article := world.article():
        article.access, article.gated_until = "members", world.now + 3 * HOUR
        article.save_revision().publish()


def change_contributor(world: World, title: str) -> None:
    Contributor.objects.filter(pk=world.people[0].pk).update(name=title, biography=title)


def move_contributor(world: World, title: str) -> None:
    person = Contributor.objects.get(pk=world.people[0].pk)
    person.institution = None if person.institution else world.place
    person.slug = f"person-{int(world.now.timestamp())}"
    person.save()


def change_trend(world: World, title: str) -> None:
    trend = Trend.objects.get(pk=world.trends[0].pk)
    trend.name, trend.scope_note = title[:50], title
    trend.save()


def retire_trend(world: World, title: str) -> None:
    Trend.objects.filter(pk=world.trends[1].pk).update(status=Trend.Status.RETIRED)


def change_trend_group(world: World, title: str) -> None:
    TrendGroup.objects.update(name=title[:50])


def change_image(world: World, title: str) -> None:
    image = MagazineImage.objects.get(pk=world.image.pk)
    image.description, image.credit = title, title
    image.focal_point_x = image.focal_point_y = 100
    image.focal_point_width = image.focal_point_height = 50 + (image.focal_point_width or 0)
    image.save()


def purge_renditions(world: World, title: str) -> None:
    Rendition.objects.all().delete()


def change_site(world: World, title: str) -> None:
    site = Site.objects.get(is_default_site=True)
    site.site_name = title[:40]
    site.save()


def change_institution(world: World, title: str) -> None:
    Institution.objects.filter(pk=world.place.pk).update(name=title, about=title)


def change_membership(world: World, title: str) -> None:
    if not Membership.objects.all().delete()[0]:
        factories.make_membership(Institution.objects.get(pk=world.place.pk), ends_on=world.now.date())


def change_information(world: World, title: str) -> None:
    about = InformationPage.objects.get(pk=world.about.pk)
    about.body = f"<p>{len(title)} words</p>"
    about.save_revision().publish()


def redirect(world: World, title: str) -> None:
    Redirect.objects.get_or_create(old_path="/about", defaults={"redirect_link": "/"})


def restrict(world: World, title: str) -> None:
    if not PageViewRestriction.objects.all().delete()[0]:
        PageViewRestriction.objects.create(page=world.about, restriction_type="login")


def change_issue(world: World, title: str) -> None:
    issue = IssuePage.objects.first()
    issue.title, issue.theme = title, title
    issue.save_revision().publish()


def withdraw_archived_article(world: World, title: str) -> None:
    article = ArchivedArticlePage.objects.get(pk=world.archived.pk)
    if article.live:
        article.unpublish()
    else:
        article.save_revision().publish()


def hours_pass(world: World, title: str) -> None:
    world.advance((1 + len(title) % 9) * HOUR)


def a_day_passes(world: World, title: str) -> None:
    world.advance(DAY)


CHANGES: list[Change] = [
    *(publish, publish_event, publish_call, edit, draft, unpublish, publish_again, delete, move, rename),
    *(retag, untag_in_one_go, reorder_credits, choose_lead, reorder_front_page, reorder_sections),
    *(
        rename_section,
        schedule,
        expire,
        gate,
        change_contributor,
        move_contributor,
        change_trend,
        retire_trend,
    ),
    *(change_trend_group, change_image, purge_renditions, change_site, change_institution, change_membership),
    *(change_information, redirect, restrict, change_issue, withdraw_archived_article),
    *(hours_pass, hours_pass, a_day_passes),
]
