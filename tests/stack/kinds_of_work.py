"""All kinds of background tasks: how to leave one of each, and the state when it has been done once."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.mail import EmailMessage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, ReferenceIndex
from wagtail.tasks import delete_file_from_storage_task, update_reference_index_task

from archive.models import IssuePage
from articles.models import RelatedArticle, TrendFigures
from articles.trends.tasks import count_trends_in_background
from base.mail.messages import content_of
from base.mail.models import OutgoingMail
from base.mail.tasks import deliver_mail
from base.media.renditions import ANYWHERE
from base.media.tasks import delete_files, make_renditions
from base.models import MagazineImage
from members.affiliations.tasks import sync_domains
from members.models import Access, Affiliation, Institution, MailDomain, MediaUse
from members.reading.media_uses import relocate_images
from sample.printed_issues import load
from sample.tasks import load_sample_issues
from search.models import SearchDocument
from search.rebuild import rebuild_in_background
from search.related.tasks import relate_all_in_background, relate_in_background
from subscriptions.digests.tasks import write_due
from subscriptions.health.figures import count_feeds
from subscriptions.models import Announcement, Digest, FeedFigures
from tests.factories import make_article, make_image, make_institution, make_site, make_trend, make_user

# When the process that prepares a task began.
BEGUN = ContextVar("begun", default=timezone.now())  # noqa: B039 - a date does not change
POLL = '198.51.100.7 - - [28/Nov/2026:23:07:25 +0000] "GET /feeds/trends/{}/rss.xml HTTP/1.1" 200 512 "-" "Reader"\n'


@dataclass(frozen=True)
class Kind:
    """One kind of task."""

    prepare: Callable[[str], object]
    is_done_once: Callable[[str], bool]


def only(task: Any, *arguments: Any) -> None:
    """Leave only this task of those this process has prepared: others enqueued on the way belong to another kind."""
    DBTaskResult.objects.filter(enqueued_at__gte=BEGUN.get()).delete()
    task.enqueue(*arguments)


def article(place: str, **fields: Any) -> Any:
    make_site()
    return make_article(f"Article {place}", **fields)


def prepare_domains(place: str) -> None:
    institution = make_institution(f"Museum {place}", number=place)
    user = make_user(f"ana@{place}.example")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    MailDomain.objects.create(institution=institution, domain=f"{place}.example", verified_at=timezone.now())
    only(sync_domains, institution.pk)


def domains_are_synced(place: str) -> bool:
    found = Affiliation.objects.active().filter(institution=Institution.objects.get(number=place))
    return [affiliation.user.email for affiliation in found] == [f"ana@{place}.example"]


def prepare_renditions(place: str) -> None:
    only(make_renditions, make_image(f"Sizes {place}").pk, list(ANYWHERE))


def renditions_are_made(place: str) -> bool:
    made = MagazineImage.objects.get(title=f"Sizes {place}").renditions.all()
    return sorted(rendition.filter_spec for rendition in made) == sorted(ANYWHERE) and all(map(exists, made))


def exists(file: Any) -> bool:
    return bool(file.file.storage.exists(file.file.name))


def prepare_relocation(place: str) -> None:
    image = make_image(f"Gated {place}")
    image.get_rendition(ANYWHERE[0])
    piece = article(f"relocation {place}", access=Access.MEMBERS)
    # Publishing would move the image at once; this process has died before that.
    MediaUse.objects.create(page_id=piece.pk, image=image, is_gated=True)
    only(relocate_images, [image.pk])


def pictures_are_relocated(place: str) -> bool:
    image = MagazineImage.objects.get(title=f"Gated {place}")
    public = [path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.name.startswith(f"gated-{place}")]
    made = [rendition.is_gated for rendition in image.renditions.all()]
    return image.is_gated and exists(image) and public == [] and made == [True] * len(ANYWHERE)


def prepare_deletion(place: str) -> None:
    only(delete_files, [default_storage.save(f"images/ours-{place}.txt", ContentFile(b"x"))])


def prepare_deletion_by_wagtail(place: str) -> None:
    name = default_storage.save(f"images/theirs-{place}.txt", ContentFile(b"x"))
    storage = storages["default"].deconstruct()  # type: ignore[attr-defined]  # added by @deconstructible
    only(delete_file_from_storage_task, storage, name)


def prepare_rebuild(place: str) -> None:
    article(f"rebuild {place}")
    SearchDocument.objects.all().delete()
    only(rebuild_in_background)


def is_rebuilt(place: str) -> bool:
    page = Page.objects.get(title=f"Article rebuild {place}")
    return SearchDocument.objects.filter(kind="article", object_id=page.pk).count() == 1


def prepare_references(place: str) -> None:
    image = make_image(f"Referred {place}")
    piece = article(f"references {place}", lead_image=image)
    ReferenceIndex.remove_for_object(piece)
    only(update_reference_index_task, "articles", "articlepage", str(piece.pk))


def references_are_known(place: str) -> bool:
    image = MagazineImage.objects.get(title=f"Referred {place}")
    return ReferenceIndex.get_references_to(image).count() == 1


def prepare_sample(place: str) -> None:
    make_site()
    load.begin()
    only(load_sample_issues)


def sample_is_loaded(place: str) -> bool:
    return IssuePage.objects.count() == settings.SAMPLE_ISSUES and not load.is_unfinished()


def prepare_mail(place: str) -> None:
    mail = OutgoingMail(event=place, recipient="ana@tidal.example", subject=f"Mail {place}")
    mail.content = content_of(EmailMessage(mail.subject, "Hello", to=[mail.recipient]))
    mail.save()
    only(deliver_mail, mail.pk)


def is_mailed(place: str) -> bool:
    sent = "".join(path.read_text() for path in (Path(settings.DATA_DIR) / "mail").iterdir())
    return sent.count(f"Subject: Mail {place}\n") == 1 and not OutgoingMail.objects.get(event=place).content


def prepare_count(place: str) -> None:
    trend = make_trend(f"Counted {place}")
    article(f"count {place}", trends=[trend])
    TrendFigures.objects.filter(trend=trend).delete()
    only(count_trends_in_background)


def is_counted(place: str) -> bool:
    return [found.total for found in TrendFigures.objects.filter(trend__name=f"Counted {place}")] == [1]


def pair(name: str) -> list[Any]:
    """Return two pieces that have nothing in common but a trend that no other has."""
    trend = make_trend(f"Shared {name}")
    return [article(f"{name} {number}", trends=[trend]) for number in range(2)]


def prepare_relation(place: str) -> None:
    only(relate_in_background, "articlepage", pair(f"alike {place}")[0].pk)


def prepare_relations(place: str) -> None:
    pair(f"all {place}")
    only(relate_all_in_background)


def are_related(name: str) -> bool:
    one, other = Page.objects.filter(title__startswith=f"Article {name} ").order_by("pk")
    return RelatedArticle.objects.filter(page=one, article=other.pk).count() == 1


def prepare_digest(place: str) -> None:
    before = timezone.now() - timedelta(days=9)
    Digest.objects.create(email=f"{place}@digest.example", frequency="daily", confirmed_at=before, covered_until=before)
    piece = article(f"digest {place}")
    news = {"public_id": piece.public_id, "defaults": {"at": before + timedelta(days=2)}}
    Announcement.objects.update_or_create(**news)
    only(write_due)


def digest_is_sent(place: str) -> bool:
    return OutgoingMail.objects.filter(recipient=f"{place}@digest.example").count() == 1


def prepare_feed_count(place: str) -> None:
    with Path(settings.ACCESS_LOG).open("a") as log:
        log.write(POLL.format(place))
    only(count_feeds)


def feeds_are_counted(place: str) -> bool:
    return [found.polls for found in FeedFigures.objects.filter(path=f"/feeds/trends/{place}/")] == [1]


KINDS = {
    count_feeds.module_path: Kind(prepare_feed_count, feeds_are_counted),
    count_trends_in_background.module_path: Kind(prepare_count, is_counted),
    relate_in_background.module_path: Kind(prepare_relation, lambda place: are_related(f"alike {place}")),
    relate_all_in_background.module_path: Kind(prepare_relations, lambda place: are_related(f"all {place}")),
    write_due.module_path: Kind(prepare_digest, digest_is_sent),
    deliver_mail.module_path: Kind(prepare_mail, is_mailed),
    sync_domains.module_path: Kind(prepare_domains, domains_are_synced),
    make_renditions.module_path: Kind(prepare_renditions, renditions_are_made),
    relocate_images.module_path: Kind(prepare_relocation, pictures_are_relocated),
    delete_files.module_path: Kind(
        prepare_deletion, lambda place: not default_storage.exists(f"images/ours-{place}.txt")
    ),
    delete_file_from_storage_task.module_path: Kind(
        prepare_deletion_by_wagtail, lambda place: not default_storage.exists(f"images/theirs-{place}.txt")
    ),
    rebuild_in_background.module_path: Kind(prepare_rebuild, is_rebuilt),
    update_reference_index_task.module_path: Kind(prepare_references, references_are_known),
    load_sample_issues.module_path: Kind(prepare_sample, sample_is_loaded),
}
