"""People and organisations with a byline."""

import itertools
import re
from typing import Any, Self

from anyascii import anyascii
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.log_actions import get_active_log_context
from wagtail.models import Orderable
from wagtail.search import index

from articles.editing.api_fields import CONTRIBUTOR_API_FIELDS, LINK_API_FIELDS
from articles.names import parse_name
from base.models import PublicId
from base.pages.public_uses import PublicUseQuerySet, in_public_use

CHANGE = "articles.change_contributor"
ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


def validate_orcid(value: str) -> None:
    """Check form and check digit of an ORCID iD (ISO 7064 MOD 11-2). Raise ValidationError.

    https://support.orcid.org/hc/en-us/articles/360006897674
    """
    if not ORCID.fullmatch(value):
        raise ValidationError(_("An ORCID iD looks like 0000-0002-1825-0097."))
    digits, check = value.replace("-", "")[:-1], value[-1]
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != check:
        raise ValidationError(_("This ORCID iD has a wrong digit: the last one does not fit the others."))


class ContributorQuerySet(PublicUseQuerySet):
    """Named queries on contributors."""

    def visible_to(self, user: Any) -> Self:
        """Return those that a user of the desk may see: public ones and their own, or all for editors."""
        known = self.model.objects.filter(in_public_use(self.model) | Q(created_by=user))
        return self if user.has_perm(CHANGE) else self.filter(id__in=known.values("id"))

    def in_hands_of(self, user: Any) -> Self:
        """Return those that the user made and that are not in use: neither public nor credited by others."""
        own = self.filter(created_by=user).exclude(in_public_use(self.model))
        for credit in (relation.related_model for relation in self.model._meta.related_objects):
            if hasattr(credit, "article"):
                own = own.exclude(pk__in=credit.objects.exclude(article__owner=user).values("contributor"))
        return own


class Contributor(PublicId, index.Indexed, ClusterableModel):
    """A person or an organisation with a byline."""

    class Kind(models.TextChoices):
        """A person or an organisation."""

        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PERSON)
    name = models.CharField(_("name"), max_length=160, help_text=_("As it is printed in a byline."))
    sort_name = models.CharField(
        _("sort name"), max_length=160, blank=True, help_text=_("How lists order it: family name first.")
    )
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("The last part of the web address; made from the name when empty."),
    )
    job_title = models.CharField(_("job title"), max_length=160, blank=True)
    institution = models.ForeignKey(
        "members.Institution",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contributors",
        verbose_name=_("institution"),
    )
    biography = models.TextField(
        _("biography"),
        blank=True,
        max_length=1200,
        help_text=_("Two to four sentences, in the third person."),
    )
    portrait = models.ForeignKey(
        "base.MagazineImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("portrait"),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contributor",
        verbose_name=_("user account"),
        help_text=_("The log-in of this person, if there is one."),
    )
    orcid = models.CharField(
        _("ORCID iD"), max_length=19, blank=True, validators=[validate_orcid], help_text="0000-0002-1825-0097"
    )

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ContributorQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldRowPanel([FieldPanel("name"), FieldPanel("sort_name")]),
                FieldPanel("slug"),
            ],
            heading=_("Byline"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("job_title"), FieldPanel("institution")])],
            heading=_("Affiliation today"),
        ),
        MultiFieldPanel([FieldPanel("biography"), FieldPanel("portrait")], heading=_("Profile")),
        InlinePanel("links", heading=_("Links"), label=_("Link"), max_num=6),
        MultiFieldPanel([FieldPanel("orcid"), FieldPanel("user")], heading=_("Identity")),
    ]
    api_fields = CONTRIBUTOR_API_FIELDS
    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.FilterField("id"),
        index.FilterField("kind"),
    ]

    class Meta:
        ordering = ["sort_name", "name"]
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a second contributor of the same name, unless another institution tells them apart."""
        super().clean()
        namesakes = Contributor.objects.filter(name__iexact=self.name.strip()).exclude(pk=self.pk)
        if self.institution_id:
            namesakes = namesakes.filter(institution_id=self.institution_id)
        if self._state.adding and (namesake := namesakes.first()):
            raise ValidationError({"name": namesake.is_taken_for(get_active_log_context().user)})

    def is_taken_for(self, user: Any) -> Any:
        """Return the message that this name is taken; a hidden contributor is not described."""
        if user and not Contributor.objects.visible_to(user).filter(pk=self.pk).exists():
            return _(
                "Somebody of this name stands in a draft already. Ask an editor to add them to yours, "
                "or name the institution where this other person works."
            )
        who = ", ".join(part for part in (self.name, self.affiliation) if part)
        return (
            _(
                "There is a contributor of this name already: %s. Choose that one, "
                "or name the institution where this other person works."
            )
            % who
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Fill in slug and sort name if they are empty, and the creator of a new contributor."""
        if self._state.adding and not self.created_by_id:
            self.created_by = get_active_log_context().user
        self.slug = self.slug or self._free_slug()
        self.sort_name = self.sort_name or self._usual_sort_name()
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        base = slugify(anyascii(self.name))[:90] or "contributor"
        taken = set(Contributor.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        candidates = itertools.chain([base], (f"{base}-{number}" for number in itertools.count(2)))
        return next(slug for slug in candidates if slug not in taken)

    def _usual_sort_name(self) -> str:
        return parse_name(self.name).sort_name if self.kind == self.Kind.PERSON else self.name

    def get_absolute_url(self) -> str:
        """Return the path of the public page."""
        return reverse("contributor", args=[self.slug])

    @property
    def affiliation(self) -> str:
        """Current job title and institution, as far as they are known."""
        return ", ".join(str(part) for part in (self.job_title, self.institution) if part)

    @property
    def orcid_url(self) -> str:
        """The URL of the ORCID record, or an empty string."""
        return f"https://orcid.org/{self.orcid}" if self.orcid else ""


class ContributorLink(Orderable):
    """A link to a contributor's page elsewhere."""

    contributor = ParentalKey(Contributor, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=60)
    url = models.URLField(_("address"))

    api_fields = LINK_API_FIELDS

    def __str__(self) -> str:
        return self.label
