"""The record of permissions that the roles of the editorial desk have been granted."""

from django.db import models


class AppliedRole(models.Model):
    """A role of members/roles.py with its group, and every permission that it was ever granted.

    It lists what was granted, not what the group has now: permissions that an administrator removed are not granted
    again. A renamed group is followed, and a deleted one is not made again.
    """

    name = models.CharField(max_length=150, unique=True)
    group = models.OneToOneField("auth.Group", null=True, on_delete=models.SET_NULL, related_name="+")
    granted = models.JSONField(default=list)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
