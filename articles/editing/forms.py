"""The article form: what must be there before a piece can be published, in sentences."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.coreutils import find_available_slug

from articles.editing.form_fields import TrendField
from articles.kinds.completeness import CHECKED_FIELDS, missing, sentences
from articles.kinds.event import EventTimesFormMixin
from articles.plain_text import plain_text
from base.pages.slugs import slug_of

LONGEST_BODY = 100_000


def _credit_the_writer(article: Any, user: Any) -> None:
    """Set the user as author of a new article, if they are a contributor."""
    writer = getattr(user, "contributor", None)
    if article is not None and article.pk is None and writer and not article.credits.exists():
        article.credits.add(article.credits.model(contributor=writer))


class ArticleForm(EventTimesFormMixin, WagtailAdminPageForm):
    """Checks an article; a draft may be incomplete, a published article may not."""

    trends = TrendField(
        required=False,
        label=_("Trends"),
        help_text=_("One to five terms. Type a few letters of a term or of a synonym to find it."),
    )

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if not args and "data" not in kwargs:
            _credit_the_writer(kwargs.get("instance"), kwargs.get("for_user"))
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].error_messages["required"] = _("Write a headline, even a provisional one.")

    def full_clean(self) -> None:
        """Report only a missing headline if both headline and slug are missing: the slug follows from it."""
        self._fill_in_slug()
        super().full_clean()
        if "title" in self.errors and not self.data.get(self.add_prefix("slug")):
            self.errors.pop("slug", None)

    def _fill_in_slug(self) -> None:
        """Make the slug of a draft where the browser made none, as of a headline of emoji."""
        slug, title = self.add_prefix("slug"), self.data.get(self.add_prefix("title"), "").strip()
        if title and self.data.get(slug) == "" and not (self.instance.pk and self.instance.live):
            self.data = self.data.copy()
            self.data[slug] = slug_of(title, otherwise="article")

    def clean_slug(self) -> str:
        """Number the slug of a draft if another article has the same."""
        slug: str = self.cleaned_data["slug"]
        if not slug or (self.instance.pk and self.instance.live):
            return slug
        return find_available_slug(self.parent_page, slug, ignore_page_id=self.instance.pk)

    def clean(self) -> dict[str, Any]:
        """Name everything that is missing or too long."""
        data: dict[str, Any] = super().clean()
        self._check_text(data)
        if not self.is_deferred_validation:
            self._check_complete(data)
        return data

    def _check_text(self, data: dict[str, Any]) -> None:
        if body := data.get("body"):
            text = plain_text(body)
            self._check_characters(text)
            self._check_length(len(text))

    def _check_characters(self, text: str) -> None:
        """Refuse half a surrogate pair, which a program can send and nothing can store or show."""
        if text != text.encode(errors="ignore").decode():
            self.add_error("body", _("This text holds half a character, which cannot be printed."))

    def _check_length(self, length: int) -> None:
        if length > LONGEST_BODY:
            self.add_error(
                "body",
                ValidationError(
                    _(
                        "This text has %(length)s characters; an article takes up to %(limit)s. "
                        "Split it into parts, or attach the long version as a file."
                    )
                    % {"length": f"{length:,}", "limit": f"{LONGEST_BODY:,}"}
                ),
            )

    def _check_complete(self, data: dict[str, Any]) -> None:
        """Name what is missing; what a program does not send stays as it is in the draft."""
        kept = {name: getattr(self.instance, name, None) for name in CHECKED_FIELDS - self.fields.keys()}
        for name, message in missing(kept | data):
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, message)


class ArticleProgramForm(ArticleForm):
    """The same checks for programs, which see no editor: mistakes inside blocks become sentences."""

    def clean_slug(self) -> str:
        """Keep the slug as it is: programs choose it deliberately."""
        return str(self.cleaned_data["slug"])

    def full_clean(self) -> None:
        """Add the position in the body to each error."""
        super().full_clean()
        for name, errors in self.errors.items():
            self._errors[name] = self.error_class(
                [sentence for error in errors.as_data() for sentence in sentences(error)]
            )
