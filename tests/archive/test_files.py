"""Files of the archive: access first, then the requested bytes."""

import pytest
from django.urls import reverse

from members.models import Access, GiftLink
from members.reading.access import GIFT_LINKS_KEY
from tests.factories import make_archived_article, make_contributor, make_member

pytestmark = pytest.mark.django_db


def scan_of(issue, folio):
    return issue.scans.get(position=issue.position_of(folio)).address


def fetch(client, address, **headers):
    """Return the answer, read to its end and closed, as a browser does it."""
    return _read(client.get(address, headers={name.replace("_", "-"): text for name, text in headers.items()}))


def _read(answer):
    answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return answer


def states(client, issue):
    """Return how the request for each page was answered."""
    return [fetch(client, scan_of(issue, folio)).status_code for folio in range(1, 7)]


def open_gift(client, page):
    gift = GiftLink.objects.create(page=page, giver=make_member())
    session = client.session
    session[GIFT_LINKS_KEY] = [gift.pk]
    session.save()
    return gift


@pytest.fixture
def addresses(archive):
    return [archive.issue.pdf_address, archive.first.pdf_address, scan_of(archive.issue, 2)]


def test_a_guest_gets_the_gate_as_a_page(client, addresses):
    for address in addresses:
        for answer in (fetch(client, address), fetch(client, address, range="bytes=0-9")):
            assert answer.status_code == 403
            assert answer["Content-Type"].startswith("text/html")
            assert b'class="gate"' in answer.body
            assert b"%PDF" not in answer.body
            assert answer["Cache-Control"] == "private, no-store"
            assert answer["X-Robots-Tag"] == "noindex"
        assert client.head(address).status_code == 403


def test_a_member_gets_files_that_no_cache_keeps(member, addresses):
    for address, start in zip(addresses, (b"%PDF", b"%PDF", b"RIFF"), strict=True):
        answer = fetch(member, address)
        assert answer.status_code == 200
        assert answer.body.startswith(start)
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_files_have_names_that_people_can_read(member, archive):
    named = fetch(member, archive.issue.pdf_address)["Content-Disposition"]
    assert named == 'inline; filename="dimensions-2019-march-april.pdf"'
    named = fetch(member, archive.first.pdf_address)["Content-Disposition"]
    assert named == 'inline; filename="dimensions-2019-march-april-a-house-of-two-rooms.pdf"'
    scan = fetch(member, scan_of(archive.issue, 3))
    assert scan["Content-Disposition"] == 'inline; filename="dimensions-2019-march-april-page-3.webp"'
    assert scan["Content-Type"] == "image/webp"


def test_what_is_open_may_be_kept_by_caches(client, archive):
    archive.issue.access = Access.OPEN
    archive.issue.save()
    answer = fetch(client, archive.issue.pdf_address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=300"
    assert "X-Robots-Tag" not in answer


def test_an_open_article_opens_its_pages_and_no_others(client, archive):
    archive.first.access = Access.OPEN
    archive.first.save_revision().publish()
    assert states(client, archive.issue) == [403, 200, 200, 403, 403, 403]
    assert fetch(client, archive.issue.pdf_address).status_code == 403
    assert fetch(client, scan_of(archive.issue, 2))["Cache-Control"] == "public, max-age=300"


def test_a_gift_opens_the_pages_of_one_article_until_it_is_revoked(client, archive):
    gift = open_gift(client, archive.first)
    assert states(client, archive.issue) == [403, 200, 200, 403, 403, 403]
    assert fetch(client, archive.first.pdf_address).status_code == 200
    assert fetch(client, archive.first.pdf_address)["Cache-Control"] == "private, no-store"
    gift.revoked_at = gift.created_at
    gift.save()
    assert fetch(client, archive.first.pdf_address).status_code == 403
    assert fetch(client, scan_of(archive.issue, 2)).status_code == 403


def test_unknown_and_missing_files_are_not_found(member, archive):
    unknown = "00000000-0000-4000-8000-000000000000"
    for name in ("issue_pdf", "archived_article_pdf", "page_scan"):
        assert fetch(member, reverse(name, args=[unknown])).status_code == 404
    assert fetch(member, reverse("archived_article_pdf", args=[archive.second.public_id])).status_code == 404
    archive.issue.pdf.storage.delete(archive.issue.pdf.name)
    assert fetch(member, archive.issue.pdf_address).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=10-", 206, slice(10, None)),
        ("bytes=-5", 206, slice(-5, None)),
        ("bytes=0-99999999", 206, slice(0, None)),
        ("bytes=-99999999", 206, slice(0, None)),
        ("bytes=9-3", 200, slice(None)),
        ("bytes=0-1,4-5", 200, slice(None)),
        ("bytes=-", 200, slice(None)),
        ("lines=0-1", 200, slice(None)),
        ("bytes=99999999-", 416, None),
        ("bytes=-0", 416, None),
    ],
)
def test_part_of_a_file(member, archive, asked, status, part):
    whole = fetch(member, archive.issue.pdf_address).body
    answer = fetch(member, archive.issue.pdf_address, range=asked)
    assert answer.status_code == status
    if part is None:
        assert answer["Content-Range"] == f"bytes */{len(whole)}"
        return
    sent = answer.body
    assert sent == whole[part]
    assert answer["Content-Length"] == str(len(sent))
    assert answer["Accept-Ranges"] == "bytes"
    if status == 206:
        start = part.indices(len(whole))[0]
        assert answer["Content-Range"] == f"bytes {start}-{start + len(sent) - 1}/{len(whole)}"


def test_a_part_of_another_state_of_the_file_is_not_joined(member, archive):
    tag = member.head(archive.issue.pdf_address)["ETag"]
    asking = {"range": "bytes=0-9", "if_range": tag}
    assert fetch(member, archive.issue.pdf_address, **asking).status_code == 206
    asking["if_range"] = '"another"'
    assert fetch(member, archive.issue.pdf_address, **asking).status_code == 200


def test_a_head_request_tells_length_and_type_only(member, archive):
    whole = fetch(member, archive.issue.pdf_address).body
    answer = _read(member.head(archive.issue.pdf_address, headers={"range": "bytes=0-9"}))
    assert (answer.status_code, answer.body) == (200, b"")
    assert answer["Content-Length"] == str(len(whole))
    assert answer["Content-Type"] == "application/pdf"


def test_what_a_browser_has_is_not_sent_again_but_only_to_who_may_read(client, member, archive):
    first = fetch(member, archive.issue.pdf_address)
    for condition in (
        {"if_none_match": first["ETag"]},
        {"if_modified_since": first["Last-Modified"]},
    ):
        again = fetch(member, archive.issue.pdf_address, **condition)
        assert (again.status_code, again.body) == (304, b"")
        assert again["Cache-Control"] == "private, no-store"
        assert fetch(client, archive.issue.pdf_address, **condition).status_code == 403
    assert fetch(member, archive.issue.pdf_address, if_match='"other"').status_code == 412


def test_other_methods_are_refused(member, archive):
    assert member.post(archive.issue.pdf_address).status_code == 405


def test_a_draft_is_seen_by_those_who_edit_it_and_by_nobody_else(client, member, archive, django_user_model):
    archive.issue.unpublish()
    for address in (archive.issue.pdf_address, scan_of(archive.issue, 4)):
        assert fetch(client, address).status_code == 404
        assert fetch(member, address).status_code == 404
    client.force_login(django_user_model.objects.create_superuser("archivist@example.org", "x"))
    answer = fetch(client, archive.issue.pdf_address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


def test_the_address_in_the_storage_leads_nowhere(client, archive):
    for name in (archive.issue.pdf.name, archive.issue.scans.first().image.name):
        assert fetch(client, f"/media/{name}").status_code == 404
        with pytest.raises(NotImplementedError, match="no address of its own"):
            archive.issue.pdf.storage.url(name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "bibtex",
            [
                "@article{duarte2019small,", "author = {Duarte, Ana and {Task Force \\& Friends}}",
                "title = {{Small \\& \\{great\\} 100\\%}}", "pages = {12--15}",
            ],
        ),
        ("ris", ["TY  - MGZN\r\n", "AU  - Duarte, Ana\r\n", "SP  - 12\r\n", "EP  - 15\r\n", "ER  - \r\n"]),
    ],
)  # fmt: skip
def test_citations_to_keep(client, archive, contributor_pair, name, said):
    piece = make_archived_article(
        "Small & {great} 100%", issue=archive.issue, authors=contributor_pair, first_page=12, last_page=15
    )
    answer = fetch(client, reverse(f"archived_article_{name}", args=[piece.public_id]))
    for words in said:
        assert words in answer.body.decode()
    assert answer["Content-Disposition"].startswith("attachment; filename=")


@pytest.fixture
def contributor_pair(db):
    return [
        make_contributor("Ana Duarte"),
        make_contributor("Task Force & Friends", kind="organisation"),
    ]
