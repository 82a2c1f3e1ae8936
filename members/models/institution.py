"""Member organisations, their types, and the domains and networks by which their staff are recognised."""

import ipaddress
from contextlib import suppress
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from base.csv_reading import single_line
from base.models import PublicId
from base.pages.public_uses import PublicUseQuerySet
from members.ip_addresses import network_bounds
from members.recognition.fields import MailDomainField
from members.recognition.mail_domains import is_open_to_anybody, readable_domain
from members.recognition.networks import NetworkError, canonical_cidr
from members.validators import validate_mail_domain, validate_network

LOWEST_IPV4 = network_bounds("0.0.0.0/0")[0]


class Term(models.Model):
    """A term of a list that the association maintains."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name


class InstitutionType(Term):
    """A type of organisation, such as an aquarium."""

    class Meta(Term.Meta):
        verbose_name = _("institution type")
        verbose_name_plural = _("institution types")


class InstitutionQuerySet(PublicUseQuerySet):
    """Named queries on institutions."""

    def matching(self, query: str) -> Self:
        """Return institutions whose name or place contains every word."""
        found = self
        for word in query.split():
            places = models.Q(city__icontains=word) | models.Q(country__icontains=word)
            found = found.filter(models.Q(name__icontains=word) | places)
        return found

    def visible_to(self, user: Any) -> Self:
        """Return the institutions that a user of the desk may see: public ones, or all with permission to list them."""
        return self if user.has_perm("members.view_institution") else self.public()

    def called(self, text: str) -> list["Institution"]:
        """Return the institutions that a typed text means, by name or by the label of a suggestion."""
        name, _bracket, _place = text.partition(" (")
        found = self.filter(models.Q(name__iexact=text) | models.Q(name__iexact=name))
        exact = [one for one in found if text.casefold() in {one.name.casefold(), one.label.casefold()}]
        return [one for one in exact if one.label.casefold() == text.casefold()] or exact


class Institution(PublicId, index.Indexed, ClusterableModel):
    """A member organisation; its staff read as members."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=100, unique=True, help_text=_("The last part of its web address."))
    type = models.ForeignKey(
        InstitutionType, on_delete=models.PROTECT, related_name="institutions", verbose_name=_("type")
    )
    number = models.CharField(
        _("number"),
        max_length=40,
        unique=True,
        null=True,
        blank=True,
        help_text=_("Its number in the association’s database; the roster is matched by it."),
    )
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=100, blank=True)
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees, north positive: 38.9072."),
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees, east positive: -77.0369."),
    )
    website = models.URLField(
        _("website"),
        blank=True,
        error_messages={"invalid": _("“%(value)s” is no web address: write it like https://museum.example.")},
    )
    about = models.TextField(
        _("about"), blank=True, max_length=1200, help_text=_("Two or three sentences for its page.")
    )
    logo = models.ForeignKey("base.MagazineImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    in_passport_program = models.BooleanField(
        _("in the Passport Program"),
        default=False,
        help_text=_("Its visitors enter other participants free. It decides nothing about reading."),
    )

    objects = InstitutionQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("city"),
        index.FilterField("type"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the path of the public page."""
        return reverse("institution", args=[self.slug])

    def clean(self) -> None:
        """Check that both coordinates are set or none. An empty number becomes None, since numbers are unique."""
        super().clean()
        self.name, self.city, self.country = map(single_line, (self.name, self.city, self.country))
        self.number = self.number or None
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError(_("A place needs both latitude and longitude; leave both empty otherwise."))

    @property
    def label(self) -> str:
        """Name and place, which distinguish it from others."""
        return f"{self.name} ({self.place})" if self.place else self.name

    @property
    def place(self) -> str:
        """City and country, as far as they are known."""
        return ", ".join(part for part in (self.city, self.country) if part)


class MailDomain(models.Model):
    """A domain at which an institution gives its staff e-mail addresses."""

    institution = ParentalKey(Institution, on_delete=models.CASCADE, related_name="mail_domains")
    domain = MailDomainField(
        _("domain"),
        max_length=253,
        unique=True,
        validators=[validate_mail_domain],
        help_text=_("What follows the @ in staff addresses: museum.example. Sub-domains need their own rows."),
    )
    verified_at = models.DateTimeField(
        _("verified"),
        null=True,
        blank=True,
        help_text=_("When somebody checked that it is the institution’s; until then it lets nobody in."),
    )

    is_exclusive = models.BooleanField(
        _("for its staff only"),
        default=False,
        help_text=_(
            "Overrules the lists of public and disposable mail providers: tick it only when a domain is refused "
            "although only the institution’s staff get addresses there."
        ),
    )

    class Meta:
        ordering = ["domain"]
        verbose_name = _("e-mail domain")
        verbose_name_plural = _("e-mail domains")

    def __str__(self) -> str:
        return readable_domain(self.domain)

    def clean(self) -> None:
        """Refuse a public mail provider, unless staff have verified the domain."""
        super().clean()
        if is_open_to_anybody(self.domain) and not self.is_exclusive:
            text = _("Anybody gets an address at %s, so it shows no employer: invite people one by one.") % self
            raise ValidationError({"domain": text})

    @property
    def is_verified(self) -> bool:
        """Return whether addresses at this domain prove an affiliation."""
        return bool(self.verified_at and self.verified_at <= timezone.now())


class NetworkQuerySet(models.QuerySet["Network"]):
    """Named queries on networks."""

    def containing(self, address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> "NetworkQuerySet":
        """Return networks of the same IP version that contain the address; ::/64 contains no IPv4 addresses."""
        key, _last = network_bounds(str(address))
        found = self.filter(first__lte=key, last__gte=key)
        return found.filter(first__gte=LOWEST_IPV4) if address.version == 4 else found


class Network(models.Model):
    """A network of an institution, in which everybody reads as a member."""

    institution = ParentalKey(Institution, on_delete=models.CASCADE, related_name="networks")
    cidr = models.CharField(
        _("network"),
        max_length=400,
        validators=[validate_network],
        help_text=_(
            "In CIDR notation (RFC 4632): 203.0.113.0/24 or 2001:db8:40::/48; or a range. Public addresses only."
        ),
    )
    first = models.CharField(max_length=32, editable=False, db_index=True)
    last = models.CharField(max_length=32, editable=False, db_index=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["first"]
        verbose_name = _("network")
        verbose_name_plural = _("networks")

    def __str__(self) -> str:
        return self.cidr

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive both ends of the network in a form that the database can compare."""
        self.first, self.last = network_bounds(self.cidr)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Normalise the network to a prefix, however it was typed."""
        super().clean()
        with suppress(NetworkError):
            self.cidr = canonical_cidr(self.cidr)
