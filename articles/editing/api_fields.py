"""The fields of articles, sections, dossiers and contributors that Wagtail's editing endpoints read and write."""

from wagtail.api import APIField

from articles.kinds import SPECIFICATIONS


def _writable(*names: str) -> list[APIField]:
    return [APIField(name, writable=True) for name in names]


ARTICLE_API_FIELDS = _writable(
    "deck", "kind", "lead_image", "lead_image_alt", "lead_image_caption", "body", "credits", "trends",
    "institutions", "published_at", "revised_at",
    *(name for specification in SPECIFICATIONS.values() for name in specification.field_names),
    "social_image", "access", "gated_until",
)  # fmt: skip
CREDIT_API_FIELDS = _writable("contributor", "role", "title", "institution", "affiliation")
CONTRIBUTOR_API_FIELDS = _writable(
    "kind", "name", "sort_name", "job_title", "institution", "biography", "portrait", "orcid", "links"
)
LINK_API_FIELDS = _writable("label", "url")
SECTION_API_FIELDS = _writable("intro", "colour")
DOSSIER_API_FIELDS = _writable("introduction", "cover", "entries")
ENTRY_API_FIELDS = _writable("article")
