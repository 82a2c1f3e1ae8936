"""The article form: what must be there before a piece can be published, in sentences."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.coreutils import find_available_slug

from articles.editing.form_fields import TrendField
from articles.kinds import SPECIFICATIONS
from articles.kinds.event import EventTimesFormMixin
from articles.plain_text import plain_text

LONGEST_BODY = 100_000


def _credit_the_writer(article: Any, user: Any) -> None:
    """Begin a new article with the byline of whoever begins it, if they are a contributor."""
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if not args and "data" not in kwargs:
            _credit_the_writer(kwargs.get("instance"), kwargs.get("for_user"))
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].error_messages["required"] = _("Write a headline, even a provisional one.")

    def full_clean(self) -> None:
        """Report only a missing headline if both headline and slug are missing: the slug follows from it."""
        super().full_clean()
        if "title" in self.errors and not self.data.get(self.add_prefix("slug")):
            self.errors.pop("slug", None)

    def clean_slug(self) -> str:
        """Number the address of a draft whose headline another article has, too."""
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
        specification = SPECIFICATIONS.get(data.get("kind", ""))
        required = dict(specification.required) if specification else {}
        required["deck"] = _("Write a deck: one or two sentences that make somebody read on.")
        required["body"] = _("There is nothing to read yet: add at least one block.")
        for name, message in required.items():
            if name in self.fields and name not in self.errors and not data.get(name):
                self.add_error(name, message)
        image = data.get("lead_image")
        if image and not (data.get("lead_image_alt") or image.description):
            self.add_error("lead_image_alt", _("Say what the picture shows, for readers who do not see it."))


class ArticleProgramForm(ArticleForm):
    """The same checks for programs, which see no editor: mistakes inside blocks become sentences."""

    def clean_slug(self) -> str:
        """Leave the address as it is: a program means what it says."""
        return str(self.cleaned_data["slug"])

    def full_clean(self) -> None:
        """Add the position in the body to each error."""
        super().full_clean()
        for name, errors in self.errors.items():
            self._errors[name] = self.error_class(
                [sentence for error in errors.as_data() for sentence in _sentences(error)]
            )


def _sentences(error: ValidationError, place: str = "") -> list[str]:
    """Return what is wrong in a block and those inside it, with the place, such as `0.items.2.url`."""
    said = [f"{place}: {message}" if place else message for message in _own_messages(error)]
    for key, inner in _inner_errors(error):
        said += _sentences(inner, f"{place}.{key}" if place else str(key))
    return said


def _inner_errors(error: ValidationError) -> Iterator[tuple[str, ValidationError]]:
    yield from ((str(key), inner) for key, inner in getattr(error, "block_errors", {}).items())
    for row, cells in (getattr(error, "cell_errors", None) or {}).items():
        yield from ((f"rows.{row}.{column}", inner) for column, inner in cells.items())


def _own_messages(error: ValidationError) -> list[str]:
    if hasattr(error, "non_block_errors"):
        return [message for inner in error.non_block_errors.as_data() for message in inner.messages]
    return list(error.messages)
