"""The form of a webhook's endpoint."""

from typing import ClassVar
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from subscriptions.models import WebhookEndpoint, WebhookEvent
from subscriptions.websub.outgoing import PORTS, RefusedError, resolve


class EndpointForm(forms.ModelForm):
    """An endpoint; its URL must be on the public internet."""

    url = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https")
    events = forms.MultipleChoiceField(
        label=_("Tell it when a piece is"), choices=WebhookEvent, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = WebhookEndpoint
        fields: ClassVar = ["url", "events", "is_active"]

    def clean_url(self) -> str:
        """Refuse a URL that cannot be reached, or that only we can reach."""
        url: str = self.cleaned_data["url"]
        parts = urlsplit(url)
        if parts.scheme not in PORTS or parts.username or not parts.hostname:
            raise forms.ValidationError(_("Write an address as in https://shop.example/hook, without a name before @."))
        port = parts.port or PORTS[parts.scheme]
        try:
            resolve(parts.hostname, port, may_be_private=settings.WEBHOOKS_MAY_BE_PRIVATE)
        except RefusedError as error:
            raise forms.ValidationError(str(error)) from error
        return url
