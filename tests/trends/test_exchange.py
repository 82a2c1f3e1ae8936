"""The vocabulary as a file: an export can be imported again, and errors are reported with their place."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Trend, TrendGroup, TrendSynonym
from articles.vocabulary.exchange import csv_file, skos_file
from articles.vocabulary.exchange.records import NotReadableError
from articles.vocabulary.exchange.save import save_terms, terms
from tests.factories import make_site, make_trend, make_user

pytestmark = pytest.mark.django_db
HEAD = "slug,name,group,status,scope_note,synonyms,see_also,discussion,successor\n"
SCHEME = "http://testserver/trends/"


@pytest.fixture
def vocabulary():
    new = make_trend("Community science", scope_note="People who research.\nNot =for them.")
    old = make_trend("Citizen science", status="retired", successor=new, discuss_url="https://talk.example/cs")
    make_trend("Ωμέγα & <τάσεις>", slug="ωμέγα", group="Groups & others")
    new.see_also.add(old)
    for name in ("crowd science", "-ology"):
        TrendSynonym.objects.create(trend=new, name=name)


def plain(records):
    return [
        (r.slug, r.name, r.group, r.status, " ".join(r.scope_note.split()), sorted(r.synonyms), sorted(r.see_also),
         r.discussion, r.successor)
        for r in records
    ]  # fmt: skip


@pytest.mark.usefixtures("vocabulary")
@pytest.mark.parametrize("form", ["csv", "skos"])
def test_what_goes_out_comes_in_again(form):
    before = plain(terms())
    written = csv_file.write_terms(terms()).encode() if form == "csv" else skos_file.write_terms(terms(), SCHEME)
    read, problems = csv_file.read_terms(written) if form == "csv" else skos_file.read_terms(written)
    assert not problems
    assert sorted(plain(read)) == sorted(before)
    assert save_terms(read).problems == []
    assert plain(terms()) == before
    Trend.objects.update(successor=None)
    Trend.objects.all().delete()
    report = save_terms(read)
    assert (report.made, report.problems) == (3, [])
    assert sorted(plain(terms())) == sorted(before)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a,A,,established,,,,,", "line 3, group: “A” belongs to no group; name one."),
        ("a,A,G,famous,,,,,", "line 3, status: “famous” is unknown; write proposed, emerging, established, retired."),
        ("a,,G,,,,,,", "line 3, name: This field cannot be blank."),
        ("a,A,G,,,,nowhere,,", "line 3, see_also: no trend has the slug “nowhere”."),
        ("a,A,G,,,,,,nowhere", "line 3, successor: no trend has the slug “nowhere”."),
        ("a,A,G,,,,,,a", "line 3, successor: “a” is the term itself, or retired; name another."),
        ("a,A,G,,,First,,,", "line 3, synonyms: First: “First” is a trend of its own already."),
        ("a,A,G,,,,,nonsense,", "line 3, discussion: Enter a valid URL."),
        ("first,Again,G,,,,,,", "line 3, slug: “first” stands in line 2 already."),
        ("compare,Compare,G,,,,,,", "line 3, slug: The site uses “compare” itself; choose another slug."),
    ],
)
def test_what_is_wrong_is_said_with_line_and_column_and_nothing_is_saved(row, said):
    records, problems = csv_file.read_terms(f"{HEAD}first,First,G,,,,,,\n{row}\n".encode())
    assert not problems
    assert said in list(map(str, save_terms(records).problems))
    assert not Trend.objects.exists()
    assert not TrendGroup.objects.filter(name="G").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name,colour\nA,red\n", "line 1, group: this column is missing."),
        (b"name,group,colour\nA,G,red\n", "line 1, colour: there is no such column"),
        (b"", "line 1, name: this column is missing."),
    ],
)
def test_columns_are_checked(content, said):
    assert any(str(problem).startswith(said) for problem in csv_file.read_terms(content)[1])


@pytest.mark.parametrize(
    ("read", "content", "said"),
    [
        (csv_file.read_terms, "name,group\nÄ,G\n".encode("latin-1"), "line 2: this is not UTF-8"),
        (csv_file.read_terms, b'name,group\n"A,G\n', "line 2"),
        (skos_file.read_terms, b"<rdf:RDF>\n<b", "line 1"),
        (skos_file.read_terms, b"<a>\n</b>", "line 2"),
    ],
)
def test_what_cannot_be_read_says_where(read, content, said):
    with pytest.raises(NotReadableError, match=said):
        read(content)


def test_an_entity_of_a_file_is_not_resolved(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("password")
    content = f"""<!DOCTYPE r [<!ENTITY s SYSTEM "file://{secret}">]>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
    <skos:Concept rdf:about="x/a"><skos:prefLabel>&s;</skos:prefLabel></skos:Concept></rdf:RDF>"""
    records, _problems = skos_file.read_terms(content.encode())
    assert "password" not in str(records)


def test_concepts_may_be_written_as_descriptions():
    content = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:skos="http://www.w3.org/2004/02/skos/core#">
    <rdf:Description rdf:about="https://other.example/c#tides">
      <rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#Concept"/>
      <skos:prefLabel xml:lang="de">Gezeiten</skos:prefLabel><skos:prefLabel xml:lang="en">Tides</skos:prefLabel>
    </rdf:Description>
    <skos:Collection rdf:about="x"><skos:prefLabel>Sea</skos:prefLabel>
      <skos:member rdf:resource="https://other.example/c#tides"/></skos:Collection></rdf:RDF>"""
    records, problems = skos_file.read_terms(content)
    assert [(one.slug, one.name, one.group, one.line) for one in records] == [("tides", "Tides", "Sea", 3)]
    assert not problems


def test_synonyms_can_change_places():
    one, other = make_trend("One"), make_trend("Other")
    TrendSynonym.objects.create(trend=one, name="Word")
    records, _ = csv_file.read_terms(b"slug;name;group;synonyms\none;One;G;\nother;Other;G;Word\n")
    assert save_terms(records).problems == []
    assert [synonym.trend for synonym in TrendSynonym.objects.all()] == [other]


def test_the_desk_takes_and_gives_files(client):
    make_site()
    client.force_login(make_user("keeper@dimensions.example", is_superuser=True))
    file = SimpleUploadedFile("t.csv", f"{HEAD}tides,Tides,Sea,,,,,,\n".encode())
    response = client.post("/admin/vocabulary/exchange/", {"file": file}, follow=True)
    assert "1 trends are new" in response.content.decode()
    assert "tides,Tides,Sea,proposed" in client.get("/admin/vocabulary/export.csv").content.decode()
    assert b"<skos:prefLabel>Tides</skos:prefLabel>" in client.get("/admin/vocabulary/export.rdf").content
    wrong = SimpleUploadedFile("t.csv", f"{HEAD}x,X,,,,,,,\n".encode())
    html = client.post("/admin/vocabulary/exchange/", {"file": wrong}).content.decode()
    assert "Nothing was imported" in html
    assert "line 2, group: “X” belongs to no group" in html


def test_others_get_no_file(client):
    client.force_login(make_user("author@dimensions.example"))
    for name in ("exchange/", "export.csv", "export.rdf"):
        assert client.get(f"/admin/vocabulary/{name}").status_code in {302, 403}
