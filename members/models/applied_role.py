"""What the roles of the editorial desk were granted already."""

from django.db import models


class AppliedRole(models.Model):
    """A role of members/roles.py that has its group, and every permission that was granted to it once.

    It lists what was granted, not what the group has now: what an administrator took away is not granted again. The
    group is followed when somebody renames it, and not made again when somebody deletes it.
    """

    name = models.CharField(max_length=150, unique=True)
    group = models.OneToOneField("auth.Group", null=True, on_delete=models.SET_NULL, related_name="+")
    granted = models.JSONField(default=list)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
