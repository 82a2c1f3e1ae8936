"""How an archived article is cited: in words, for LaTeX, for reference managers and for Google Scholar."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from anyascii import anyascii
from django.conf import settings
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext as _

from archive.models import ArchivedArticlePage, ArchivedCredit
from articles.models import Contributor
from articles.names import is_suffix
from articles.pages.bylines import all_names

# What LaTeX would take for a command (The LaTeX Companion, 3rd ed., section 3.1.1).
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
    """Somebody in the byline, as lists order it and as it is printed."""

    name: str
    sort_name: str
    is_person: bool


@dataclass(frozen=True)
class Reference:
    """Everything that a citation may say."""

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
    first_page: int | None
    last_page: int | None
    url: str

    @property
    def pages(self) -> str:
        """The page range with an en dash."""
        ends = [str(page) for page in (self.first_page, self.last_page) if page is not None]
        return "–".join(dict.fromkeys(ends))

    @property
    def volume_and_number(self) -> str:
        """“12(3)”, as far as they are known."""
        number = f"({self.number})" if self.number else ""
        return f"{self.volume}{number}" if self.volume else (f"no. {self.number}" if self.number else "")

    @property
    def publication_date(self) -> str:
        """Year and first month as Google Scholar reads them: “2019/3”."""
        return f"{self.year}/{self.first_month}"


def reference(article: ArchivedArticlePage, authors: Sequence[ArchivedCredit], request: HttpRequest) -> Reference:
    """Gather what is cited of an article and the credits in its byline."""
    issue = article.issue
    return Reference(
        authors=[_author(credit.contributor) for credit in authors],
        title=article.title,
        magazine=settings.WAGTAIL_SITE_NAME,
        issue_title=issue.title,
        months=issue.get_months_display(),
        year=issue.year,
        first_month=issue.first_month,
        volume=issue.volume,
        number=issue.number,
        issn=issue.issn,
        first_page=article.first_page,
        last_page=article.last_page,
        url=request.build_absolute_uri(article.get_url(request) or request.path),
    )


def _author(contributor: Contributor) -> Author:
    is_person = contributor.kind == Contributor.Kind.PERSON
    return Author(contributor.name, contributor.sort_name, is_person)


def in_words(cited: Reference) -> str:
    """Return the citation as it stands in a list of references."""
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
    """Return “Smith, Jr., John”; braces keep in one piece what has no family name, or an “and” in it."""
    parts = _family_given_suffix(author.sort_name)
    if not author.is_person or len(parts) == 1 or AND.search(author.sort_name):
        return f"{{{_latex(author.sort_name if author.is_person else author.name)}}}"
    family, given, *suffix = map(_latex, parts)
    return ", ".join([family, *suffix, given])


def _family_given_suffix(sort_name: str) -> list[str]:
    """Return the parts of a sort name, the suffix last also where somebody typed “Smith, Jr., John”."""
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
        ("SP", "" if cited.first_page is None else str(cited.first_page)),
        ("EP", "" if cited.last_page is None else str(cited.last_page)),
        ("SN", cited.issn),
        ("UR", cited.url),
    ]
    said = [f"{tag}  - {SPACES.sub(' ', value)}\r\n" for tag, value in lines if value]
    return "".join(said) + "ER  - \r\n"
