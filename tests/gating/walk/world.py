"""A magazine with a gated piece of every kind, each with its own canary sentence, and all types of readers."""

import io
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

import pypdfium2
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile, File
from django.http import HttpResponseBase
from django.test import Client, TestCase
from PIL import Image

from archive.models import ArchivedArticlePage, IssuePage, PageScan
from articles.models import ArticlePage, DossierPage
from base.clock import today
from base.models import MagazineDocument, MagazineImage
from members.models import Access, GiftLink, Network, User
from members.reading.access import GIFT_LINKS_KEY, VIEW_AS_KEY
from tests.factories import (
    DAY,
    make_archived_article,
    make_article,
    make_contributor,
    make_dossier,
    make_image,
    make_institution,
    make_issue,
    make_key,
    make_member,
    make_membership,
    make_pdf,
    make_trend,
    make_user,
)

ARTICLE, ARCHIVED, ISSUE = "article", "archived", "issue"
ALL = frozenset({ARTICLE, ARCHIVED, ISSUE})
SENTENCES = {
    ARTICLE: "The vivacious canary sings at four.",
    ARCHIVED: "The quixotic nightingale sings at five.",
    ISSUE: "The lugubrious pelican sings at six.",
}
HOUSE, ELSEWHERE = "203.0.113.9", "198.51.100.9"
TABLE = uuid.UUID("6a4b2c1e-0d3f-4a5b-8c7d-9e0f1a2b3c4d")


@dataclass
class World:
    """The content of the magazine; images are recognised by their bytes."""

    article: ArticlePage
    archived: ArchivedArticlePage
    issue: IssuePage
    image: MagazineImage
    public_address: str  # the former URL of the image, before its page was published
    document: MagazineDocument
    dossier: DossierPage
    pictures: dict[bytes, str] = field(default_factory=dict)

    def scans(self) -> list[PageScan]:
        return list(PageScan.objects.order_by("position"))


def make_world() -> World:
    """Return a gated article with an image, a document and a table; an issue with an article on pages 2 and 3."""
    trend, ana = make_trend(), make_contributor("Ana Duarte", institution=make_institution("Birdhouse"))
    image, document = make_image(), _document()
    public_address = image.file.url
    article = make_article("Kept back", authors=[ana], trends=[trend], access=Access.MEMBERS)
    article.institutions.set([make_institution("Birdhouse")])
    article.body = json.dumps(_body(image, document))
    with TestCase.captureOnCommitCallbacks(execute=True):
        article.save_revision().publish()
    pages = ["Cover", SENTENCES[ARCHIVED], "More of it", SENTENCES[ISSUE]]
    issue = make_issue(pdf=ContentFile(make_pdf(*pages), "issue.pdf"))
    archived = make_archived_article(
        "Two rooms",
        issue=issue,
        authors=[ana],
        trends=[trend],
        text=SENTENCES[ARCHIVED],
        pdf=make_pdf(SENTENCES[ARCHIVED]),
        first_page=2,
        last_page=3,
    )
    issue.refresh_from_db()
    world = World(
        article,
        archived,
        issue,
        MagazineImage.objects.get(),
        public_address,
        document,
        make_dossier("Birds", [article]),
    )
    world.pictures[_bytes(world.image.file)] = ARTICLE
    for position, text in enumerate(pages, start=1):
        _scan(world, position, text)
    return world


def see_pictures(world: World) -> None:
    """Open the page as a reader, so that the image has renditions."""
    _staff(world).ask(world.article.url)
    for rendition in world.image.renditions.all():
        world.pictures[_bytes(rendition.file)] = ARTICLE


def _bytes(file: File) -> bytes:
    with file.open("rb") as opened:
        return opened.read()


def _document() -> MagazineDocument:
    return MagazineDocument.objects.create(
        title="Sheet", file=ContentFile(SENTENCES[ARTICLE].encode(), name="sheet.txt")
    )


def _body(image: MagazineImage, document: MagazineDocument) -> list[dict]:
    picture = {"image": image.pk, "decorative": False, "alt_text": "A table"}
    table = {
        "columns": [{"type": "text", "heading": SENTENCES[ARTICLE]}, {"type": "number", "heading": "n"}],
        "rows": [{"values": ["a", 1.0]}],
        "caption": "",
    }
    return [
        {"type": "text", "value": f"<p>{SENTENCES[ARTICLE]}</p>"},
        {"type": "image", "value": {"image": picture, "caption": "", "credit": "", "width": "column"}},
        {"type": "download", "value": {"document": document.pk, "title": "", "description": ""}},
        {
            "type": "data_table",
            "id": str(TABLE),
            "value": {"title": "T", "table": table, "chart": "none", "unit": "", "source": ""},
        },
    ]


def _scan(world: World, position: int, text: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (30, 40), (40 * position, 90, 120)).save(out, "WEBP")
    scan = PageScan(issue=world.issue, position=position, width=30, height=40, text=text)
    scan.image.save(f"{position}.webp", ContentFile(out.getvalue()))
    world.pictures[out.getvalue()] = ARCHIVED if position in {2, 3} else ISSUE


def revealed(world: World, answer: HttpResponseBase) -> set[str]:
    """Return the pieces whose gated content the response reveals."""
    body = answer.getvalue()
    answer.close()
    heads = "\n".join(f"{name}: {value}" for name, value in answer.items())
    text = heads + (_text_of_pdf(body) if body.startswith(b"%PDF") else body.decode(errors="replace"))
    shown = {piece for piece, sentence in SENTENCES.items() if sentence in text}
    return shown | {piece for picture, piece in world.pictures.items() if len(body) > 50 and body in picture}


def _text_of_pdf(body: bytes) -> str:
    """Return the text of a whole PDF; a partial one has none."""
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError:
        return ""
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@dataclass
class Asker:
    """A reader with a browser and, with an account, an API token."""

    client: Client
    opens: frozenset[str] = frozenset()
    address: str = ELSEWHERE
    token: str = ""

    def ask(self, url: str, *, method: str = "get", **headers: str) -> HttpResponseBase:
        """Send a request, with the token to the API."""
        if self.token and url.startswith("/api/"):
            headers["authorization"] = f"Bearer {self.token}"
        return getattr(self.client, method)(url, headers=headers, REMOTE_ADDR=self.address)


def _with_account(user: User, opens: frozenset[str] = frozenset()) -> Asker:
    client = Client()
    client.force_login(user)
    return Asker(client, opens, token=make_key(user))


def _guest(world: World) -> Asker:
    return Asker(Client())


def _member(world: World) -> Asker:
    return _with_account(make_member(), ALL)


def _lapsed(world: World) -> Asker:
    place = make_institution("Gone House")
    make_membership(place, ends_on=today() - DAY, grace_days=0)
    return _with_account(make_member("lapsed@gone.example", institution=place))


def _grace(world: World) -> Asker:
    place = make_institution("Late House")
    make_membership(place, ends_on=today() - DAY, grace_days=1)
    return _with_account(make_member("grace@late.example", institution=place), ALL)


def _network(world: World) -> Asker:
    place = make_institution("Tidal Museum")
    make_membership(place)
    Network.objects.create(institution=place, cidr="203.0.113.0/24")
    return Asker(Client(), ALL, address=HOUSE)


def _wrong_institution(world: World) -> Asker:
    place = make_institution("Other House")
    make_membership(place)
    user = make_member("wrong@other.example", institution=place)
    place.memberships.all().delete()
    return _with_account(user)


def _author(world: World) -> Asker:
    user = make_user("ana@birdhouse.example")
    user.groups.add(Group.objects.get(name="Author"))
    ArticlePage.objects.update(owner=user)
    return _with_account(user, frozenset({ARTICLE}))


def _staff(world: World) -> Asker:
    user = make_user("edda@dimensions.example")
    user.groups.add(Group.objects.get(name="Editor"))
    return _with_account(user, ALL)


def _staff_as_guest(world: World) -> Asker:
    asker = _staff(world)
    session = asker.client.session
    session[VIEW_AS_KEY] = "guest"
    session.save()
    return Asker(asker.client)


def _ended_session(world: World) -> Asker:
    asker = _member(world)
    Session.objects.all().delete()
    return Asker(asker.client)


def _removed_colleague(world: World) -> Asker:
    asker = _member(world)
    make_user().affiliations.update(state="removed")
    return Asker(asker.client, token=asker.token)


def _gift(piece: str, *, revoked: bool = False) -> Callable[[World], Asker]:
    def asker(world: World) -> Asker:
        link = GiftLink.objects.create(page_id=getattr(world, piece).pk, giver=make_member())
        client = Client()
        client.post(f"/gift/{link.token}/")
        assert client.session[GIFT_LINKS_KEY] == [link.pk]
        if revoked:
            link.revoked_at = link.created_at
            link.save()
        return Asker(client, frozenset() if revoked else frozenset({piece}))

    return asker


ASKERS: dict[str, Callable[[World], Asker]] = {
    "guest": _guest,
    "member": _member,
    "lapsed": _lapsed,
    "grace": _grace,
    "network": _network,
    "wrong institution": _wrong_institution,
    "author": _author,
    "staff": _staff,
    "staff as a guest": _staff_as_guest,
    "ended session": _ended_session,
    "removed colleague": _removed_colleague,
    "gift of the article": _gift(ARTICLE),
    "gift of the archived article": _gift(ARCHIVED),
    "revoked gift": _gift(ARTICLE, revoked=True),
    "revoked gift of the archived article": _gift(ARCHIVED, revoked=True),
}
