"""The pages that a new site needs: a front page, and the Site that points to it."""

from django.utils import timezone
from wagtail.models import Page, Site

from home.models import HomePage


def make_front_page(*, title: str, tagline: str, host: str, port: int) -> HomePage:
    """Make the front page the root of the default site, replacing Wagtail's welcome page."""
    home = HomePage(title=title, slug="dimensions", tagline=tagline, first_published_at=timezone.now())
    Page.objects.get(depth=1).add_child(instance=home)
    place_site(home=home, host=host, port=port)
    for placeholder in Page.objects.filter(depth=2).exclude(pk=home.pk):
        if placeholder.specific_class is Page and not placeholder.get_children().exists():
            placeholder.delete()
    return home


def place_site(*, home: HomePage, host: str, port: int) -> None:
    """Set host, port and root page of the default site."""
    fields = {"hostname": host, "port": port, "root_page": home, "site_name": "Dimensions"}
    Site.objects.update_or_create(is_default_site=True, defaults=fields)
