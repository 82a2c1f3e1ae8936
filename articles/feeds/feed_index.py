"""All feeds: as a page, as an OPML file, and combined by the reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.feeds.channels import magazine_name
from articles.feeds.combinations import MOST_TERMS, find_combination, unknown_names
from articles.feeds.formats.opml import Outline
from articles.feeds.formats.opml import opml as make_opml
from articles.feeds.further_feeds import further_feeds
from articles.feeds.scopes import SCOPES, Scope, Term
from articles.models import Contributor, DossierPage, Kind, Trend
from articles.site_structure import top_level
from base.sanitize import printable
from base.views import read_only
from members.models import Institution


@dataclass(frozen=True)
class Group:
    """The feeds of one scope, by name; long groups are collapsed at first."""

    scope: Scope
    terms: Sequence[Term]

    @property
    def is_long(self) -> bool:
        """Return whether it would hide what comes after it."""
        return len(self.terms) > 40


def groups(request: HttpRequest) -> list[Group]:
    """Return all lists that have a feed, by scope."""
    subjects: dict[str, Any] = {
        "sections": top_level(request).sections,
        "dossiers": DossierPage.objects.newest_first(),
        "kinds": Kind,
        "trends": Trend.objects.in_use(),
        "contributors": Contributor.objects.public(),
        "institutions": Institution.objects.public(),
    }
    found = [
        Group(SCOPES[name], [Term(SCOPES[name], subject) for subject in these]) for name, these in subjects.items()
    ]
    return [group for group in found if group.terms]


@read_only
def feed_index(request: HttpRequest) -> HttpResponse:
    """All feeds that one can subscribe to."""
    context = {"groups": groups(request), "most_terms": MOST_TERMS, "further_feeds": further_feeds()}
    return render(request, "articles/feed_index.html", context)


@read_only
def combine(request: HttpRequest) -> HttpResponse:
    """The combined feed of the chosen lists, and its current content."""
    chosen, left_out = request.GET.getlist("any"), request.GET.getlist("without")
    context: dict[str, Any] = {
        "groups": groups(request),
        "most_terms": MOST_TERMS,
        "chosen": chosen,
        "left_out": left_out,
    }
    names = ",".join(chosen), ",".join(left_out)
    try:
        combination = find_combination(*names)
        context |= {"combination": combination, "newest": combination.articles.for_cards()[:5]}
    except Http404:
        context["problems"] = _problems(*names)
    except ValueError as error:
        context["problems"] = [str(error)]
    return render(request, "articles/feed_combination.html", context)


def _problems(any_of: str, without: str) -> list[str]:
    unknown = unknown_names(any_of, without)
    problems = [f"No list has the address “{name}”. Choose from the lists below." for name in unknown]
    if (any_of or without) and not any_of.strip(","):
        problems.append("Choose at least one list that the feed should carry.")
    return problems


@read_only
def opml(request: HttpRequest) -> HttpResponse:
    """All feeds as one file for feed readers."""
    title = printable(magazine_name(request))
    outlines = [Outline(title, _rss(request, "/feeds/"))]
    outlines += [Outline(str(one.name), _rss(request, one.path)) for one in further_feeds()]
    for group in groups(request):
        outlines += [Outline(printable(term.name), _rss(request, term.path), group.scope.label) for term in group.terms]
    return HttpResponse(make_opml(title, outlines), content_type="application/xml")


def _rss(request: HttpRequest, folder: str) -> str:
    return request.build_absolute_uri(f"{folder}rss.xml")
