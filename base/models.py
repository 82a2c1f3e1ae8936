"""Base page, images, documents, and identifiers that never change."""

import uuid
from pathlib import PurePath
from typing import Any, ClassVar, Self

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.http import HttpRequest
from django.urls import resolve
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet
from wagtail.images.models import Image as WagtailImage
from wagtail.models import Page, PageManager, PageViewRestriction

from base.background.models import Heartbeat
from base.mail.models import OutgoingMail
from base.media.publishable import publishable
from base.media.storage import GATED, gated_storage
from base.pages.page_contexts import page_context
from base.pages.page_queries import PublicPageQuerySet, descendants_of
from base.pages.public_uses import PublicUseQuerySet

__all__ = [
    "BasePage",
    "Heartbeat",
    "MagazineDocument",
    "MagazineImage",
    "OutgoingMail",
    "PublicId",
    "Rendition",
    "TopLevelPage",
]


class PublicId(models.Model):
    """An identifier for use outside the site: it survives a change of slug, title and host."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class FormerSlugQuerySet(models.QuerySet["FormerSlug"]):
    """Named queries on former slugs."""

    def of(self, model: type[models.Model]) -> Self:
        """Return the former slugs of objects of a model."""
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    def record(self, model: type[models.Model], slug: str, key: int | None) -> None:
        """Redirect a slug to an object; without a key, note that the object is gone."""
        content_type = ContentType.objects.get_for_model(model)
        self.update_or_create(content_type=content_type, slug=slug, defaults={"object_id": key})


class FormerSlug(models.Model):
    """A former slug of something; see `base.pages.former_slugs`."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    slug = models.CharField(max_length=255)
    object_id = models.PositiveBigIntegerField(null=True, db_index=True)

    objects: ClassVar[Any] = FormerSlugQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_type", "slug"], name="former_slug_leads_to_one_object")]

    def __str__(self) -> str:
        return self.slug


class BasePage(PublicId, Page):
    """The base class of all page types."""

    social_image = models.ForeignKey(
        "base.MagazineImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown where the page is shared; the lead image when this is empty."),
    )

    # Relations that are loaded with the page when it is found by its path.
    select_related_on_serve: ClassVar[tuple[str, ...]] = ("social_image",)

    objects: ClassVar[Any] = PageManager.from_queryset(PublicPageQuerySet)()

    exclude_fields_in_copy = ["public_id"]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("social_image"),
            ],
            heading=_("For search engines and sharing"),
        ),
    ]

    class Meta:
        abstract = True

    @property
    def parent_path(self) -> str:
        """The tree path of the parent page."""
        return str(self.path[: -self.steplen])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the context registered for this page type (`base.pages.page_contexts`) to Wagtail's."""
        return super().get_context(request, *args, **kwargs) | page_context(self, request)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Load a child as its specific type in one query where only one type is allowed; Wagtail needs two."""
        child = self._only_child(path_components[0]) if path_components else None
        return child.route(request, path_components[1:]) if child else super().route(request, path_components)

    def _only_child(self, slug: str) -> Any:
        """Return the child with a slug if its type is known beforehand."""
        types = self.allowed_subpage_models()
        if len(types) != 1:
            return None
        first, last = self._get_children_path_interval(self.path)
        found = types[0].objects.child_for_serving(first, last, self.depth + 1, slug)
        for child in found:
            child._cached_parent_obj = self
        return found[0] if found else None

    def get_descendants(self, inclusive: bool = False) -> Any:
        """Return the pages below; runs no query for a page without children."""
        if self.is_leaf():
            return Page.objects.filter(pk=self.pk) if inclusive else Page.objects.none()
        return Page.objects.filter(descendants_of(self, inclusive))

    def get_view_restrictions(self) -> Any:
        """Return the restrictions on this page and above; runs no query if the site has none."""
        if getattr(self, "has_no_restrictions", False):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()


class TopLevelPage(models.Model):
    """A page directly under the front page: its slug must not hide an address of the site."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a slug that hides a path of the site."""
        super().clean()
        slug = getattr(self, "slug", "")
        if slug and resolve(f"/{slug}/").url_name != "wagtail_serve":
            raise ValidationError({"slug": _("The site uses “/%s/” itself; choose another slug.") % slug})


class MagazineImageQuerySet(PublicUseQuerySet, ImageQuerySet):
    """Named queries on images."""

    def with_file(self, name: str) -> Self:
        """Return the image that has this file, or a rendition with this file."""
        renditions = Rendition.objects.filter(file=name).values("image")
        return self.filter(models.Q(file=name) | models.Q(pk__in=renditions))


class MagazineDocumentQuerySet(PublicUseQuerySet, DocumentQuerySet):
    """Named queries on documents."""


class MagazineImage(AbstractImage):
    """An image with what print and web need to know about it."""

    file: Any
    # Whether a new file is kept apart from public media until something public uses it.
    is_held_back = False

    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it, as it should be printed.")
    )
    permission_note = models.TextField(
        _("permission note"),
        blank=True,
        max_length=1000,
        help_text=_("Who allowed its use, for what and until when. Never shown to readers."),
    )

    objects = MagazineImageQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "permission_note",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Remove metadata from a new file, and convert pixels that no rendition could be made of."""
        # Private to Django and Wagtail: _committed, _set_image_file_metadata(); guarded by tests/base/test_images.py.
        if self.file and not self.file._committed and (clean := publishable(self.file.file, self.file.name)):
            self.file = clean
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    def replace_file_in_place(self, content: ContentFile) -> None:
        """Replace the content under the same file name, and have the renditions made again."""
        name, storage = self.file.name, self.file.storage
        storage.delete(name)
        storage.save(name, content)
        self.renditions.all().delete()
        self._set_image_file_metadata()
        self.file.close()
        self.save()

    def get_upload_to(self, filename: str) -> str:
        """Return a file name that no image ever had, so that browsers may cache it for ever."""
        name = PurePath(filename)
        path = str(super().get_upload_to(f"{name.stem[:60]}.{get_random_string(8)}{name.suffix}"))
        return GATED + path if self.is_held_back else path

    @property
    def default_alt_text(self) -> str:
        """The description; Wagtail takes the title, which an upload derives from the file name."""
        return str(self.description)

    @property
    def is_gated(self) -> bool:
        """Return whether the file is kept apart from public media."""
        return str(self.file.name).startswith(GATED)

    class Meta(WagtailImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        # Gated files are asked for by name, and there are ten times as many renditions as images.
        indexes = [models.Index(fields=["file"], name="image_by_file")]


class Rendition(AbstractRendition):
    """One size of an image."""

    image = models.ForeignKey(MagazineImage, on_delete=models.CASCADE, related_name="renditions")

    @property
    def is_gated(self) -> bool:
        """Return whether the file is kept apart from public media, as that of its image should be."""
        return str(self.file.name).startswith(GATED)

    def get_upload_to(self, filename: str) -> str:
        """Keep it in the same storage as the image."""
        path: str = super().get_upload_to(filename)
        return GATED + path if self.image.is_gated else path

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]


class MagazineDocument(AbstractDocument):
    """A file for readers: a data sheet, a recording, a checklist; only a view that checks access serves it."""

    file = models.FileField(_("file"), upload_to="documents", storage=gated_storage)

    objects = MagazineDocumentQuerySet.as_manager()

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(WagtailDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
