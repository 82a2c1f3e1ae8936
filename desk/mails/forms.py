"""The form in which the words of a mail are changed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.mails.catalogue import MailKind
from desk.mails.wording import Words, problems_of


class WordingForm(forms.Form):
    """Subject and text; each problem of a wording is an error with a sentence."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(label=_("Text"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 16}))

    def __init__(self, *args: Any, kind: MailKind, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Check the placeholders."""
        data = super().clean() or {}
        for field, problem in problems_of(self.kind, self.words(data)):
            self.add_error(field, problem)
        return data

    @staticmethod
    def words(data: dict[str, Any]) -> Words:
        """Return the submitted words, with the line ends of a mail."""
        return Words(data.get("subject", ""), data.get("text", "").replace("\r\n", "\n").strip())
