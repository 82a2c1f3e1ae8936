"""The choice of when to get mails on pieces, the entries of daily mails, and reworded mails."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MailChoice(models.Model):
    """A user's choice of when to get mails on pieces; the default is at once."""

    class When(models.TextChoices):
        """When mails are sent."""

        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("Once a day, all together")
        NEVER = "never", _("Never")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice")
    about_pieces = models.CharField(_("mails about pieces"), max_length=8, choices=When, default=When.AT_ONCE)

    class Meta:
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")

    def __str__(self) -> str:
        return f"{self.user}: {self.get_about_pieces_display()}"

    @classmethod
    def of(cls, user: Any) -> str:
        """Return the user's choice."""
        chosen: str | None = cls.objects.filter(user=user).values_list("about_pieces", flat=True).first()
        return chosen or cls.When.AT_ONCE


class DailyMailEntry(models.Model):
    """A message for the next daily mail of a user."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    event = models.CharField(max_length=200)
    subject = models.CharField(max_length=998)
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "event"], name="daily_mail_says_it_once")]

    def __str__(self) -> str:
        return self.subject


class MailWording(models.Model):
    """The managing editor's wording of a mail, instead of the original."""

    name = models.CharField(max_length=40, unique=True)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), max_length=5_000)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("words of a mail")
        verbose_name_plural = _("words of mails")

    def __str__(self) -> str:
        return self.name
