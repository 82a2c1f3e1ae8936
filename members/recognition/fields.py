"""The field of a mail domain, which has one form however it is typed."""

from typing import Any

from django import forms
from django.db import models

from members.recognition.mail_domains import normalize_domain


class MailDomainFormField(forms.CharField):
    """Reads a domain into its one form, so that a form sees when it was typed twice."""

    def to_python(self, value: Any) -> Any:
        """Return the normalised domain; leave invalid ones to the validator."""
        text = super().to_python(value) or ""
        try:
            return normalize_domain(text)
        except ValueError:
            return text


class MailDomainField(models.CharField):
    """Keeps a domain in ASCII, as mail servers exchange it."""

    def to_python(self, value: Any) -> Any:
        """Return the normalised domain; leave invalid ones to the validator."""
        return MailDomainFormField(strip=False).to_python(value) if isinstance(value, str) else value

    def formfield(self, **kwargs: Any) -> Any:
        """Return the form field that reads it."""
        return super().formfield(**{"form_class": MailDomainFormField, **kwargs})
