"""The user's choice of when to get mails on pieces: one setting, on the site and at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import NotificationPreferencesForm
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.users.models import UserProfile

from desk.models import MailChoice
from members.accounts.desk_access import may_enter_desk

# Wagtail's separate settings; its mails on pages that are not pieces follow the same choice.
FOLLOWING = ("submitted_notifications", "approved_notifications", "rejected_notifications")


class MailChoiceForm(forms.ModelForm):
    """At once, daily or never."""

    class Meta:
        model = MailChoice
        fields = ["about_pieces"]
        labels = {"about_pieces": _("Mails about pieces and reviews")}
        widgets = {"about_pieces": forms.RadioSelect}

    def save(self, commit: bool = True) -> MailChoice:
        """Save the choice, and set Wagtail's mails to follow it."""
        chosen: MailChoice = super().save(commit)
        if may_enter_desk(chosen.user):
            wants = chosen.about_pieces != MailChoice.When.NEVER
            profile = UserProfile.get_for_user(chosen.user)
            UserProfile.objects.filter(pk=profile.pk).update(**dict.fromkeys(FOLLOWING, wants))
        return chosen


def choice_of(user: Any) -> MailChoice:
    """Return the user's choice, to be edited."""
    return MailChoice.objects.filter(user=user).first() or MailChoice(user=user)


class OtherMailsForm(NotificationPreferencesForm):
    """Wagtail's other mail settings, so that no mail has two switches."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FOLLOWING:
            self.fields.pop(name, None)


class MailChoicePanel(BaseSettingsPanel):
    """The choice on the account page of the desk."""

    name = "mail_choice"
    title = _("Pieces and reviews")
    tab = notifications_tab
    order = 50
    form_class = MailChoiceForm

    def get_form(self) -> MailChoiceForm:
        """Return the form for the user's choice."""
        data = self.request.POST if self.request.method == "POST" else None
        return MailChoiceForm(data, instance=choice_of(self.user), prefix=self.name)
