"""Citations of articles: in words, for LaTeX, for reference managers and for Google Scholar."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from anyascii import anyascii
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import ArticlePage, Contributor
from articles.models.credit import BaseCredit
from articles.names import is_suffix
from articles.pages.bylines import all_names

# Characters with a special meaning in LaTeX (The LaTeX Companion, 3rd ed., section 3.1.1).
LATEX = {
    **{ord(character): f"\\{character}" for character in "&%$#_{}"},
    ord("\\"): r"\textbackslash{}",
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
}
SPACES = re.compile(r"\s+")
AND = re.compile(r"\sand\s", re.IGNORECASE)


@dataclass(frozen=True)
class Author:
    """A person in the byline, with sort name and printed name."""

    name: str
    sort_name: str
    is_person: bool


@dataclass(frozen=True)
class Reference:
    """Everything that a citation may contain."""

    authors: Sequence[Author]
    title: str
    magazine: str
    issue_title: str
    months: str
    year: int
    first_month: int
    volume: int | None
    number: int | None
    issn: str
    first_page: str  # as printed; empty if not known
    last_page: str
    url: str

    @property
    def pages(self) -> str:
        """The page range with an en dash."""
        return "–".join(dict.fromkeys(filter(None, (self.first_page, self.last_page))))

    @property
    def volume_and_number(self) -> str:
        """“12(3)”, as far as they are known."""
        number = f"({self.number})" if self.number else ""
        return f"{self.volume}{number}" if self.volume else (f"no. {self.number}" if self.number else "")

    @property
    def publication_date(self) -> str:
        """Year and first month as Google Scholar reads them: “2019/3”."""
        return f"{self.year}/{self.first_month}"


def author_of(credit: BaseCredit) -> Author:
    """Return the author of a credit."""
    contributor = credit.contributor
    is_person = contributor.kind == Contributor.Kind.PERSON
    return Author(contributor.name, contributor.sort_name, is_person)


def reference(article: ArticlePage, authors: Sequence[BaseCredit], request: HttpRequest) -> Reference:
    """Return the reference to an article, which has a day but no page numbers."""
    day = timezone.localtime(article.published_at) if article.published_at else timezone.localtime()
    return Reference(
        authors=[author_of(credit) for credit in authors],
        title=article.title,
        magazine=settings.WAGTAIL_SITE_NAME,
        issue_title="",
        months=date_format(day, "j F"),
        year=day.year,
        first_month=day.month,
        volume=None,
        number=None,
        issn="",
        first_page="",
        last_page="",
        url=request.build_absolute_uri(article.get_url(request) or request.path),
    )


def in_words(cited: Reference) -> str:
    """Return the citation as in a list of references."""
    names = all_names([author.name for author in cited.authors])
    where = ", ".join(
        part
        for part in (
            f"{cited.magazine} {cited.volume_and_number}".strip(),
            f"{cited.months} {cited.year}",
            _("pp. %s") % cited.pages if "–" in cited.pages else "",
            _("p. %s") % cited.pages if cited.pages and "–" not in cited.pages else "",
        )
        if part
    )
    return " ".join(
        part for part in (f"{names}." if names else "", f"“{cited.title}.”", f"{where}.", cited.url) if part
    )


def as_bibtex(cited: Reference) -> str:
    """Return the citation as an entry of a BibTeX file in UTF-8."""
    fields = {
        "author": " and ".join(_bibtex_name(author) for author in cited.authors),
        "title": f"{{{_latex(cited.title)}}}",
        "journal": _latex(cited.magazine),
        "year": str(cited.year),
        "month": _latex(cited.months),
        "volume": str(cited.volume or ""),
        "number": str(cited.number or ""),
        "pages": cited.pages.replace("–", "--"),
        "issn": cited.issn,
        "url": cited.url.replace("{", "%7B").replace("}", "%7D"),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value.strip("{}"))
    return f"@article{{{_key(cited)},\n{lines}}}\n"


def _latex(text: str) -> str:
    return SPACES.sub(" ", text).translate(LATEX)


def _bibtex_name(author: Author) -> str:
    """Return “Smith, Jr., John”; braces protect names without a family name, or with an “and”."""
    parts = _family_given_suffix(author.sort_name)
    if not author.is_person or len(parts) == 1 or AND.search(author.sort_name):
        return f"{{{_latex(author.sort_name if author.is_person else author.name)}}}"
    family, given, *suffix = map(_latex, parts)
    return ", ".join([family, *suffix, given])


def _family_given_suffix(sort_name: str) -> list[str]:
    """Return the parts of a sort name, the suffix last even if the name was typed as “Smith, Jr., John”."""
    parts = [part.strip() for part in sort_name.split(",", 2)]
    if len(parts) == 3 and is_suffix(parts[1]):
        parts = [parts[0], parts[2], parts[1]]
    return [part for part in parts if part]


def _key(cited: Reference) -> str:
    first = cited.authors[0].sort_name.partition(",")[0] if cited.authors else cited.magazine
    word = next(iter(slugify(anyascii(cited.title)).split("-")), "")
    return f"{slugify(anyascii(first)).replace('-', '') or 'dimensions'}{cited.year}{word}"


def _ris_name(author: Author) -> str:
    return ", ".join(_family_given_suffix(author.sort_name)) if author.is_person else author.name


def as_ris(cited: Reference) -> str:
    """Return the citation as a RIS record (https://refdb.sourceforge.net/manual-0.9.6/sect1-ris-format.html)."""
    lines = [
        ("TY", "MGZN"),
        *(("AU", _ris_name(author)) for author in cited.authors),
        ("TI", cited.title),
        ("T2", cited.magazine),
        ("PY", str(cited.year)),
        ("DA", f"{cited.year}/{cited.first_month:02d}//{cited.months}"),
        ("VL", str(cited.volume or "")),
        ("IS", str(cited.number or "")),
        ("SP", cited.first_page),
        ("EP", cited.last_page),
        ("SN", cited.issn),
        ("UR", cited.url),
    ]
    said = [f"{tag}  - {SPACES.sub(' ', value)}\r\n" for tag, value in lines if value]
    return "".join(said) + "ER  - \r\n"
