import uuid

from django.db import models


class Change(models.Model):
    """Something changed that could show on a public page; all changes together name the generation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.pk)


class ContentDate(models.Model):
    """Since when an address has had its current content; both are stored as digests.

    The second digest also names the content in entity tags: see `storage/last_modified.py`.
    """

    address = models.CharField(primary_key=True, max_length=32)
    content = models.CharField(max_length=32)
    second = models.BigIntegerField()

    def __str__(self) -> str:
        return self.address
