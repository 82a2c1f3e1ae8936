"""The rules on what every route may show of gated pieces. An undeclared route fails the walk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from tests.gating.walk.world import ARCHIVED, ARTICLE, ISSUE, TABLE, World


@dataclass(frozen=True)
class Address:
    """A URL, and the pieces it shows to those who may read them."""

    url: str
    shows: frozenset[str] = frozenset()
    must: bool = True  # else it may also refuse those who may read
    through: str = ""  # the piece whose access decides, as that of an issue does for the articles in its PDF

    def may_show(self, opens: frozenset[str]) -> frozenset[str]:
        """Return the pieces that it may show if these are open."""
        if self.through:
            return self.shows if self.through in opens else frozenset()
        return self.shows & opens


Rule = Callable[[World], list[Address]]


def never(*urls: str) -> Rule:
    """Return the rule of URLs that show everybody the same, without gated content."""
    return lambda world: [Address(url) for url in urls]


def _pages(world: World) -> list[Address]:
    """Return all pages that Wagtail serves: open and gated ones, scans, citations."""
    issue = world.issue.url
    return [
        Address("/"),
        Address(world.article.get_parent().url),
        Address(world.issue.get_parent().url),
        Address(f"{world.issue.get_parent().url}themes/"),
        Address(world.article.url, frozenset({ARTICLE})),
        Address(f"{world.article.url}?utm_source=x", frozenset({ARTICLE})),
        Address(world.archived.url, frozenset({ARCHIVED})),
        Address(issue),
        Address(world.dossier.url),
        Address(world.dossier.get_parent().url),
        Address(f"{issue}pages/"),
        *(Address(f"{issue}pages/{number}/", frozenset({piece})) for number, piece in ((2, ARCHIVED), (4, ISSUE))),
        Address(f"{issue}pages/9/"),
        Address("/nowhere/"),
    ]


def _search(world: World) -> list[Address]:
    """Return searches: no snippet is shown to anybody; another test covers the results."""
    words = ("vivacious", "canary+sings", "quixotic", "lugubrious+pelican", "sings", "Kept+back")
    return [Address(f"/search/?q={word}") for word in words]


def _gated_media(world: World) -> list[Address]:
    names = [world.image.file.name, *(rendition.file.name for rendition in world.image.renditions.all())]
    return [
        *(Address(f"/gated-media/{name.removeprefix('gated/')}", frozenset({ARTICLE})) for name in names),
        Address(f"/gated-media/{world.issue.pdf.name}"),
        Address(f"/gated-media/{world.scans()[0].image.name}"),
        Address(f"/gated-media/{world.document.file.name}"),
    ]


def _media(world: World) -> list[Address]:
    """Return the direct URLs of files, which show nothing."""
    names = [world.image.file.name, world.issue.pdf.name, world.archived.pdf.name, world.document.file.name]
    names += [scan.image.name for scan in world.scans()]
    guessed = [f"/media/{name}" for name in names] + [f"/media/gated/{name}" for name in names]
    above = ["/media/images/../../gated/x", "/media/original_images/%2e%2e/%2e%2e/gated/x"]
    return [Address(url) for url in [world.public_address, *guessed, *above]]


def _scans(world: World) -> list[Address]:
    return [
        Address(f"/files/pages/{scan.public_id}", frozenset({ARCHIVED if scan.position in {2, 3} else ISSUE}))
        for scan in world.scans()
    ]


def _sitemap_parts(world: World) -> list[Address]:
    assert world.article.published_at
    parts = ("pages", "lists", world.article.published_at.year)
    return [Address(f"/sitemap-{part}.xml") for part in parts]


def _api_articles(world: World) -> list[Address]:
    return [
        Address(f"/api/v3/articles/{query}")
        for query in ("", "?kind=analysis", "?trend=community-science", "?contributor=ana-duarte", "?limit=1")
    ]


def _wagtail_pages(world: World) -> list[Address]:
    """Return the URLs of Wagtail's own API, which may refuse, but shows nobody what they may not read."""
    queries = ("", "?search=vivacious", "?fields=*", "?order=-id", "?type=archive.ArchivedArticlePage")
    keys = (world.article.pk, world.archived.pk, world.issue.pk)
    return [
        *(_at_most(f"/api/v3/pages/{query}") for query in queries),
        *(_at_most(f"/api/v3/pages/{key}/") for key in keys),
        *(_at_most(f"/api/v3/pages/{key}/?fields=*") for key in keys),
        _at_most(f"/api/v3/pages/find/?path={world.article.url}"),
        *(_at_most(f"/api/v3/pages/{key}/revisions/") for key in keys),
        _at_most(f"/api/v3/pages/{world.article.pk}/revisions/{world.article.latest_revision_id}/"),
    ]


def _at_most(url: str) -> Address:
    return Address(url, frozenset({ARTICLE, ARCHIVED, ISSUE}), must=False)


def _wagtail_media(world: World) -> list[Address]:
    return [
        _at_most(url)
        for url in (
            "/api/v3/images/",
            f"/api/v3/images/{world.image.pk}/",
            "/api/v3/documents/",
            f"/api/v3/documents/{world.document.pk}/",
        )
    ]


def _submissions(*pages: str) -> Rule:
    """Return the rule of others' submissions; the first pieces have the lowest keys."""
    return never(*(f"/submit/{key}/{page}" for key in (1, 2) for page in pages))


NOTHING: Rule = never()
LATER = "2100-01-01-000000000000-1"  # sorts after everything that was published
RULES: dict[str, Rule] = {
    # Pages
    "wagtail_serve": _pages,
    "search": _search,
    "search_suggest": never("/search/suggest/?q=vivacious", "/search/suggest/?q=kept", "/search/suggest/?q=lugub"),
    "search_suggestions": never("/search/suggestions.json?q=vivacious", "/search/suggestions.json?q=kept"),
    "search_description": never("/search/description.xml"),
    "trends": never("/trends/"),
    "trends_compare": never("/trends/compare/?trend=community-science"),
    "trends_compare_csv": never("/trends/compare.csv?trend=community-science"),
    "trends_compare_svg": never("/trends/compare.svg?trend=community-science"),
    "trend": never("/trends/community-science/"),
    "trend_page": never("/trends/community-science/page/2/"),
    "trend_before": never(f"/trends/community-science/before/{LATER}/"),
    "contributors": never("/contributors/"),
    "contributors_letter": never("/contributors/letters/d/"),
    "contributor": never("/contributors/ana-duarte/"),
    "contributor_page": never("/contributors/ana-duarte/page/2/"),
    "contributor_before": never(f"/contributors/ana-duarte/before/{LATER}/"),
    "institutions": never("/institutions/", "/institutions/?q=canary"),
    "institution": never("/institutions/birdhouse/"),
    "articles_about_institution": never("/institutions/birdhouse/about/"),
    "articles_about_institution_page": never("/institutions/birdhouse/about/page/2/"),
    "articles_about_institution_before": never(f"/institutions/birdhouse/about/before/{LATER}/"),
    "articles_written_at_institution": never("/institutions/birdhouse/written/"),
    "articles_written_at_institution_page": never("/institutions/birdhouse/written/page/2/"),
    "articles_written_at_institution_before": never(f"/institutions/birdhouse/written/before/{LATER}/"),
    "passport": never("/passport/"),
    "kind": never("/kinds/analysis/"),
    "kind_page": never("/kinds/analysis/page/2/"),
    "kind_before": never(f"/kinds/analysis/before/{LATER}/"),
    "year": lambda world: [Address(f"/{world.article.published_at:%Y}/")],
    "year_page": lambda world: [Address(f"/{world.article.published_at:%Y}/page/2/")],
    "year_before": lambda world: [Address(f"/{world.article.published_at:%Y}/before/{LATER}/")],
    "month": lambda world: [Address(f"/{world.article.published_at:%Y/%m}/")],
    "month_page": lambda world: [Address(f"/{world.article.published_at:%Y/%m}/page/2/")],
    "month_before": lambda world: [Address(f"/{world.article.published_at:%Y/%m}/before/{LATER}/")],
    "join": never("/join/"),
    "gifts": never("/gifts/"),
    "new_gift": lambda world: [Address(f"/gifts/new/{world.article.pk}/")],
    "revoke_gift": never("/gifts/1/revoke/"),
    "gift": never("/gift/unknown/"),
    "view_as": never("/view-as/"),
    # Submissions of authors
    "submissions": never("/submit/"),
    "pitch": never("/submit/pitch/"),
    "mail_choice": never("/submit/mails/"),
    "logged_in_again": never("/submit/back/"),
    "desk_calendar": never("/personal/calendar/forged.ics"),
    "piece_invitation": never("/submit/invitation/forged/"),
    "proof": never("/submit/proof/forged/"),
    "proof_preview": never("/submit/proof/forged/preview/"),
    "submission": _submissions(""),
    "submission_preview": _submissions("preview/"),
    "submission_changes": _submissions("changes/"),
    "submission_pasted": _submissions("pasted/"),
    "take_back_submission": _submissions("take-back/"),
    "withdraw_submission": _submissions("withdraw/"),
    "bring_back_submission": _submissions("bring-back/"),
    "answer_comment": _submissions("comments/1/"),
    "submission_step": _submissions("about/", "text/", "pictures/", "people/", "check/"),
    # Files
    "gated_media": _gated_media,
    "media": _media,
    "wagtaildocs_serve": lambda world: [Address(world.document.url, frozenset({ARTICLE}))],
    "wagtaildocs_authenticate_with_password": never("/documents/authenticate_with_password/1/"),
    "issue_pdf": lambda world: [
        Address(f"/files/issues/{world.issue.public_id}.pdf", frozenset({ISSUE, ARCHIVED}), through=ISSUE)
    ],
    "archived_article_pdf": lambda world: [
        Address(f"/files/articles/{world.archived.public_id}.pdf", frozenset({ARCHIVED}))
    ],
    "page_scan": _scans,
    "archived_article_bibtex": lambda world: [Address(f"/files/articles/{world.archived.public_id}.bib")],
    "archived_article_ris": lambda world: [Address(f"/files/articles/{world.archived.public_id}.ris")],
    "table_data": lambda world: [
        Address(f"/articles/{world.article.public_id}/data/{TABLE}.csv", frozenset({ARTICLE}))
    ],
    # Feeds and machines
    "feeds": never("/feeds/"),
    "feed_page": never("/feeds/page/?of=/feeds/", "/feeds/page/?of=/corrections/", "/feeds/page/?of=/feeds/issues/"),
    "site_feed": never("/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"),
    "site_feed_archive": lambda world: [Address(f"/feeds/{world.article.published_at:%Y/%m}/rss.xml")],
    "feed": never(
        "/feeds/sections/features/rss.xml",
        "/feeds/trends/community-science/atom.xml",
        "/feeds/contributors/ana-duarte/feed.json",
        "/feeds/institutions/birdhouse/rss.xml",
        "/feeds/kinds/analysis/rss.xml",
        "/feeds/dossiers/birds/rss.xml",
        "/feeds/dossiers/birds/feed.json",
    ),
    "feed_archive": lambda world: [
        Address(f"/feeds/sections/features/{world.article.published_at:%Y/%m}/{name}")
        for name in ("rss.xml", "atom.xml", "feed.json")
    ],
    "combined_feed": never("/feeds/any/sections.features,trends.community-science/atom.xml"),
    "combined_feed_archive": lambda world: [
        Address(f"/feeds/any/sections.features/{world.article.published_at:%Y/%m}/rss.xml")
    ],
    "combined_feed_without": never("/feeds/any/sections.features/without/kinds.events/feed.json"),
    "combined_feed_without_archive": lambda world: [
        Address(f"/feeds/any/sections.features/without/kinds.events/{world.article.published_at:%Y/%m}/rss.xml")
    ],
    "combine_feeds": never("/feeds/combine/?any=sections.features"),
    "corrections": never("/corrections/"),
    "corrections_feed": never("/corrections/rss.xml", "/corrections/atom.xml", "/corrections/feed.json"),
    "issues_feed": never("/feeds/issues/rss.xml", "/feeds/issues/feed.json"),
    "events_calendar": never("/events.ics"),
    "event_calendar": lambda world: [Address(f"/articles/{world.article.public_id}/event.ics")],
    # Feeds and digests of one reader, at secret URLs
    "digest": never("/digest/"),
    "digest_asked": never("/digest/sent/"),
    "own_digest": never("/personal/digest/forged/"),
    "personal_feed": never("/personal/feed/forged/rss.xml"),
    "personal_feed_archive": lambda world: [
        Address(f"/personal/feed/forged/{world.article.published_at:%Y/%m}/rss.xml")
    ],
    "personal_file": never("/personal/feed/forged/gated-media/x.png", "/personal/feed/forged/documents/1/sheet.txt"),
    "opml": never("/feeds/all.opml"),
    "former_site_feed": never("/feed/"),
    "former_feed": never("/category/features/feed/"),
    "sitemap": never("/sitemap.xml"),
    "sitemap_part": _sitemap_parts,
    "robots": never("/robots.txt"),
    "stylesheet": never("/assets/site.x.css"),
    "health": never("/health/"),
    "ready": never("/ready/"),
    # The API for readers
    "list_articles": _api_articles,
    "article_by_path": lambda world: [
        Address(f"/api/v3/articles/by-path/?path={world.article.url}", frozenset({ARTICLE}))
    ],
    "article_preview": never("/api/v3/articles/preview/", "/api/v3/articles/preview/?token=forged"),
    "get_article": lambda world: [Address(f"/api/v3/articles/{world.article.public_id}/", frozenset({ARTICLE}))],
    "list_sections": never("/api/v3/sections/"),
    "get_section": never("/api/v3/sections/features/"),
    "list_trends": never("/api/v3/trends/"),
    "get_trend": never("/api/v3/trends/community-science/"),
    "list_dossiers": never("/api/v3/dossiers/"),
    "get_dossier": lambda world: [Address(f"/api/v3/dossiers/{world.dossier.public_id}/")],
    "list_contributors": never("/api/v3/contributors/"),
    "get_front_page": never("/api/v3/front-page/"),
    "get_navigation": never("/api/v3/navigation/"),
    "list_information": never("/api/v3/information/"),
    "get_information": never("/api/v3/information/about/"),
    "list_institutions": never("/api/v3/institutions/"),
    "get_institution": never("/api/v3/institutions/birdhouse/"),
    "list_events": never("/api/v3/events/?when=all"),
    "list_corrections": never("/api/v3/corrections/"),
    "find": never("/api/v3/search/?q=kept", "/api/v3/search/?q=sings", "/api/v3/search/?q=vivacious"),
    "suggest": never("/api/v3/search/suggestions/?q=kept"),
    "address_by_path": lambda world: [Address(f"/api/v3/addresses/by-path/?path={world.article.url}")],
    "get_sitemap": never("/api/v3/sitemap/"),
    "get_sitemap_part": lambda world: [Address(f"/api/v3/sitemap/{world.article.published_at:%Y}/")],
    "get_contributor": never("/api/v3/contributors/ana-duarte/"),
    "list_issues": never("/api/v3/issues/"),
    "get_issue": lambda world: [Address(f"/api/v3/issues/{world.issue.public_id}/")],
    "api_issue_pdf": lambda world: [
        Address(f"/api/v3/issues/{world.issue.public_id}/pdf/", frozenset({ISSUE, ARCHIVED}), through=ISSUE)
    ],
    "list_archived_articles": never("/api/v3/archived-articles/", "/api/v3/archived-articles/?limit=1"),
    "get_archived_article": lambda world: [
        Address(f"/api/v3/archived-articles/{world.archived.public_id}/", frozenset({ARCHIVED}))
    ],
    "api_archived_article_pdf": lambda world: [
        Address(f"/api/v3/archived-articles/{world.archived.public_id}/pdf/", frozenset({ARCHIVED}))
    ],
    # The API for writing, which needs a token
    "list_pages": _wagtail_pages,
    "list_images": _wagtail_media,
    "list_snippets": never("/api/v3/snippets/articles.contributor/", "/api/v3/snippets/members.institution/"),
    "api-root": never("/api/v3/"),
    "openapi-json": never("/api/v3/openapi.json"),
    "openapi-view": never("/api/v3/docs/"),
    "whoami": never("/api/v3/whoami/"),
    "list_sites": never("/api/v3/sites/"),
    "list_redirects": never("/api/v3/redirects/"),
    "list_schemas": never("/api/v3/schema/"),
    "wagtailcore_login": never("/_util/login/"),
    "wagtailcore_authenticate_with_password": never("/_util/authenticate_with_password/1/1/"),
}
# Routes of one kind, by prefix: what is walked for all of them is listed by name.
COVERED = {
    "admin/": "walked by test_no_page_of_the_desk_shows_more_than_its_reader_may_read",
    "account/": "accounts show no piece",
    "api/v3/pages/": "list_pages",
    "api/v3/images/": "list_images",
    "api/v3/documents/": "list_images",
    "api/v3/snippets/": "list_snippets",
    "api/v3/sites/": "list_sites",
    "api/v3/redirects/": "list_redirects",
    "api/v3/schema/": "list_schemas",
    "api/v3/openapi.json": "openapi-json",
    "_util/login/": "wagtailcore_login",
}


def routes(resolver: Any = None, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the pattern and the name of every route of the site."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, _name(route, pattern)
        else:
            yield from routes(pattern, route)


def _name(route: str, pattern: URLPattern) -> str:
    """Return the name by which a rule is declared; two names occur in both the site and the API."""
    name = pattern.name or ("media" if route.startswith("^media/") else "")
    return f"api_{name}" if route.startswith("api/") and name in {"issue_pdf", "archived_article_pdf"} else name


def undeclared() -> list[str]:
    """Return the routes without a rule."""
    return [route for route, name in routes() if name not in RULES and not route.startswith(tuple(COVERED))]


def every_address(world: World) -> list[Address]:
    """Return one or more URLs of every route."""
    return [address for rule in RULES.values() for address in rule(world)]
