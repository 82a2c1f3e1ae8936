import uuid

from django.db import models


class Change(models.Model):
    """Something changed that could show on a public page; all changes together name the generation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.pk)
