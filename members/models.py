"""Users and member institutions."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from base.models import PublicId


class UserManager(BaseUserManager["User"]):
    """Makes users who are known by their e-mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """Give a saved user; raises ValueError without an e-mail address."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """Give a saved user who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a user by e-mail address, whatever the case it is typed in."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person with a log-in; the e-mail address is the name they log in with."""

    username = None  # type: ignore[assignment]  # the e-mail address takes its place
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("Somebody with this e-mail address has an account already.")},
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class Institution(PublicId, index.Indexed, models.Model):
    """A member organisation; its staff read as members."""

    class Type(models.TextChoices):
        """The association's own types of organisation."""

        SCIENCE_CENTER = "science_center", _("Science or technology center")
        AQUARIUM = "aquarium", _("Aquarium")
        ART = "art", _("Art museum")
        BOTANICAL_GARDEN = "botanical_garden", _("Botanical garden")
        GENERAL = "general", _("General museum")
        HISTORIC_SITE = "historic_site", _("Historic site")
        HISTORY = "history", _("History museum")
        NATURAL_HISTORY = "natural_history", _("Natural history museum")
        NATURE_CENTER = "nature_center", _("Nature center")
        PLANETARIUM = "planetarium", _("Planetarium")
        SPECIALISED = "specialised", _("Specialised museum")
        VISITOR_CENTER = "visitor_center", _("Visitor center")
        CHILDRENS_MUSEUM = "childrens_museum", _("Children’s museum")
        ZOO = "zoo", _("Zoo")
        COMPANY = "company", _("Company")
        CONSULTANT = "consultant", _("Consultant")
        OTHER = "other", _("Other")

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(
        _("slug"), max_length=100, unique=True, help_text=_("The last part of its web address.")
    )
    type = models.CharField(_("type"), max_length=20, choices=Type, default=Type.SCIENCE_CENTER)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=100, blank=True)
    website = models.URLField(_("website"), blank=True)
    about = models.TextField(
        _("about"), blank=True, max_length=1200, help_text=_("Two or three sentences for its page.")
    )
    logo = models.ForeignKey(
        "base.MagazineImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

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
        """Its public page."""
        return reverse("institution", args=[self.slug])

    @property
    def place(self) -> str:
        """City and country, as far as they are known."""
        return ", ".join(part for part in (self.city, self.country) if part)
