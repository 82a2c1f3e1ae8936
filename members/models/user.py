"""People with a log-in."""

from typing import Any, ClassVar

from django.apps import apps
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes users, who are identified by their e-mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """Return a saved user. Raise ValueError without an e-mail address."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """Return a saved user who may do everything. The address counts as verified."""
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **extra)
        user.mark_email_verified()
        return user

    def with_permission(self, permission: str) -> "models.QuerySet[User]":
        """Return active users who have a permission by their role or by name; superusers have it without either."""
        app_label, codename = permission.split(".")
        named = {"content_type__app_label": app_label, "codename": codename}
        may = [
            models.Q(**{f"{through}__{field}": value for field, value in named.items()})
            for through in ("groups__permissions", "user_permissions")
        ]
        return self.filter(may[0] | may[1], is_active=True).distinct()

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the user with an e-mail address, in any case of letters."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person with a log-in; the e-mail address is the name they log in with."""

    username = None  # type: ignore[assignment]  # replaced by the e-mail address
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("Somebody with this e-mail address has an account already.")},
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # AbstractUser's is Django's own

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the account together with its entry in the audit log."""
        super().save(*args, **kwargs)

    def mark_email_verified(self) -> None:
        """Count the e-mail address as verified, without a mailed code."""
        addresses = apps.get_model("account", "EmailAddress").objects
        addresses.update_or_create(user=self, email=self.email.lower(), defaults={"verified": True, "primary": True})
