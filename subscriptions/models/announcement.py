"""The first publication of pieces: digests derive from it what is new."""

from datetime import timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

# A piece that carries an older date than this comes from an import, and is no news.
NEWS = timedelta(days=30)


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """Named queries of the announcements."""

    def between(self, begin: Any, end: Any) -> Self:
        """Return those from one moment until another."""
        return self.filter(at__gte=begin, at__lt=end)

    def announce(self, article: Any) -> bool:
        """Record that an article is public; return whether it is news for readers, not just a fixed typing error.

        An article that was already announced is not announced again.
        """
        now, changed = timezone.now(), article.changed_at
        known = self.filter(public_id=article.public_id).first()
        if known is None and (article.published_at or now) > now - NEWS:
            self.create(public_id=article.public_id, at=now, changed_at=changed)
        elif known:
            self.filter(pk=known.pk).update(changed_at=changed)
        return bool(known.changed_at != changed) if known else changed > now - NEWS

    def forget_change(self, article: Any) -> None:
        """Note that an article is withdrawn: if it comes back, that is something new for feeds."""
        self.filter(public_id=article.public_id).update(changed_at=None)


class Announcement(models.Model):
    """One piece and the moment at which readers could first have it."""

    public_id = models.UUIDField(unique=True)
    at = models.DateTimeField(db_index=True)
    changed_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = AnnouncementQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.public_id)
