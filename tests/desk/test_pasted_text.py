"""Text pasted from other programs, and text files: each dialect of HTML becomes the same blocks."""

import base64

import pytest

from desk.conversion import convert, convert_pasted
from tests.desk.documents import picture

GOOGLE = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">
<h1 dir="ltr"><span style="font-size:20pt;font-weight:400;">Slow water</span></h1>
<p dir="ltr"><span style="font-weight:400;">The tide table was </span><span style="font-weight:700;">redrawn</span>
<span style="font-style:italic;font-weight:400"> by visitors</span><span style="vertical-align:super">2</span>.</p>
<ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>Tools</span></p></li>
<ul><li dir="ltr" aria-level="2"><p role="presentation"><span>saw</span></p></li></ul></ul>
<p><a href="https://www.google.com/url?q=https://study.example/%3Fa%3D1&amp;sa=D"><span>study</span></a></p></b>"""

GOOGLE_NOTES = """<p>Visits rose<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> and fell<sup><a href="#ftnt2"
id="ftnt_ref2">[2]</a></sup>.</p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> In <i>Okafor</i>.</p></div>
<div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a> Ibid.</p></div>"""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p {margin:0} --></style>
<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body lang=EN-US><!--StartFragment-->
<p class=MsoTitle>Slow water<o:p></o:p></p><h2>Tools</h2>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Wood</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>saw<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Iron</p>
<p class=MsoNormal>A line<del>old</del> <ins>new</ins>.<a style='mso-footnote-id:ftn1' href="#_ftn1"
name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a><o:p>&nbsp;</o:p></p>
<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1"><span>[1]</span></a> The note.</p></div></div><!--EndFragment--></body></html>"""

LIBREOFFICE = """<html><body><h1 class="western">Slow water</h1><p style="line-height: 108%">Words<a
class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> go on.</p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym"
href="#sdfootnote1anc">1</a>The note.</p></div></body></html>"""

SPREADSHEET = """<google-sheets-html-origin><table><tbody><tr><td>Hours</td><td>Visits</td><td>Share</td></tr>
<tr><td>Day</td><td>1.800,5</td><td>1,5</td></tr><tr><td>Night</td><td></td><td>2,25</td></tr></tbody></table>"""


def text(conversion):
    return "".join(block["value"] for block in conversion.blocks if block["type"] == "text")


def remarks(conversion):
    return "\n".join(str(remark) for remark in conversion.report)


def note(words):
    return f'<a linktype="footnote" note="{words}">*</a>'


def test_google_docs():
    assert text(convert_pasted(GOOGLE)) == (
        "<h2>Slow water</h2><p>The tide table was <b>redrawn</b> <i> by visitors</i><sup>2</sup>.</p>"
        '<ul><li>Tools<ul><li>saw</li></ul></li></ul><p><a href="https://study.example/?a=1">study</a></p>'
    )


def test_notes_of_google_docs():
    first, second = note("In *Okafor*."), note("Ibid.")
    assert text(convert_pasted(GOOGLE_NOTES)) == f"<p>Visits rose{first} and fell{second}.</p>"


def test_word():
    conversion = convert_pasted(WORD)
    assert text(conversion) == (
        "<h2>Slow water</h2><h3>Tools</h3><ul><li>Wood<ol><li>saw</li></ol></li><li>Iron</li></ul>"
        f"<p>A line new.{note('The note.')}</p>"
    )
    assert "Words that are marked as deleted were left out." in remarks(conversion)


def test_libreoffice():
    one = note("The note.")
    assert text(convert_pasted(LIBREOFFICE)) == f"<h2>Slow water</h2><p>Words{one} go on.</p>"


def test_cells_of_a_spreadsheet_with_decimal_commas():
    table = convert_pasted(SPREADSHEET).blocks[0]["value"]["table"]
    assert [column["type"] for column in table["columns"]] == ["text", "number", "number"]
    assert [row["values"] for row in table["rows"]] == [["Day", 1800.5, 1.5], ["Night", None, 2.25]]


def test_cells_with_tabs_between_lines_of_text():
    conversion = convert_pasted("Before.\nHours\tVisits\nDay\t18\nNight\t31\n\nAfter.")
    assert [block["type"] for block in conversion.blocks] == ["text", "data_table", "text"]
    assert conversion.blocks[1]["value"]["table"]["rows"][1]["values"] == ["Night", 31.0]


@pytest.mark.parametrize("cells", [["1,234", "5,678"], ["12%", "8%"], ["a", "1"], ["007", "1-2"]])
def test_cells_that_could_mean_something_else_stay_or_become_what_is_certain(cells):
    table = convert_pasted("Name\tValue\n" + "\n".join(f"x\t{cell}" for cell in cells)).blocks[0]["value"]["table"]
    expected = [1234.0, 5678.0] if cells[0] == "1,234" else cells
    assert [row["values"][1] for row in table["rows"]] == expected


def test_markdown():
    words = b"---\ntitle: x\n---\n# One\n\nText[^a] with *stress*.\n\n1. a\n   - b\n\n> Said.\n\n[^a]: See **this**.\n"
    conversion = convert("draft.md", words)
    assert text(conversion) == (
        f"<h2>One</h2><p>Text{note('See **this**.')} with <i>stress</i>.</p>"
        "<ol><li>a<ul><li>b</li></ul></li></ol><blockquote>Said.</blockquote>"
    )
    assert "fields between the lines of dashes were left out" in remarks(conversion)


def test_a_note_that_is_referred_to_twice_stands_at_both_places():
    assert text(convert("a.md", b"One[^a] two[^a].\n\n[^a]: Note.\n")).count('note="Note."') == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_in_usual_encodings(encoding):
    assert text(convert("a.txt", "Où est\nla dune?\n\nÇà.".encode(encoding))) == "<p>Où est<br/>la dune?</p><p>Çà.</p>"


def test_plain_text_with_signs_that_html_uses():
    assert text(convert("a.txt", b"1 < 2 & 3 > 2\n\n<script>x</script>")) == (
        "<p>1 &lt; 2 &amp; 3 &gt; 2</p><p>&lt;script&gt;x&lt;/script&gt;</p>"
    )


def test_scripts_and_handlers_do_not_come_along():
    html = '<p onclick="x()">Words<script>alert(1)</script><a href="javascript:alert(1)">link</a></p><style>p{}</style>'
    assert text(convert_pasted(html)) == "<p>Wordslink</p>"


def test_pictures_within_are_taken_and_others_are_named():
    data = base64.b64encode(picture("PNG")).decode()
    conversion = convert_pasted(
        f'<figure><img src="data:image/png;base64,{data}" alt="A dome"><figcaption>At night</figcaption></figure>'
        '<p>After.<img src="https://elsewhere.example/x.png"></p>'
    )
    assert conversion.blocks[0]["value"]["caption"] == "At night"
    assert len(conversion.pictures) == 1
    assert "“After.”: A picture is not in what was handed in" in remarks(conversion)


def test_old_html_with_line_breaks_for_paragraphs():
    assert text(convert_pasted("One.<br><br>Two.<br>Still two.<center>Three.</center>")) == (
        "<p>One.</p><p>Two.<br/>Still two.</p><p>Three.</p>"
    )


def test_bold_around_whole_paragraphs_does_not_swallow_them():
    assert text(convert_pasted("<b><p>One.</p><p>Two.</p></b>")) == "<p>One.</p><p>Two.</p>"


def test_links_within_a_page_that_are_no_notes_are_only_words():
    assert text(convert_pasted('<p id="top">One <a href="#end">down</a></p><p id="end">Two</p>')) == (
        "<p>One down</p><p>Two</p>"
    )


def test_several_lists_of_contents_and_quotes_in_lists():
    html = "<ul><li><p>One</p><blockquote>Said</blockquote></li><li></li></ul><blockquote><p>A</p><p>B</p></blockquote>"
    assert text(convert_pasted(html)) == "<ul><li>One<br/>Said</li></ul><blockquote>A<br/>B</blockquote>"


def test_players_and_struck_words_are_named():
    conversion = convert_pasted('<p>Kept <s>struck</s></p><iframe src="https://x.example"></iframe>')
    assert text(conversion) == "<p>Kept struck</p>"
    assert "Struck-out words were kept" in remarks(conversion)
    assert "A player or program was left out" in remarks(conversion)


def test_signs_that_look_like_marks_of_comments_do_no_harm():
    assert text(convert_pasted("<p>A\ue0007\ue001B\ue000C</p>")) == "<p>ABC</p>"


def test_paragraphs_and_lines_in_a_cell_do_not_run_together():
    head = "<tr><td><p>Open</p><p>hours</p></td><td>Visits<br>a year</td></tr>"
    table = convert_pasted(f"<table>{head}<tr><td>Day</td><td>3</td></tr></table>").blocks[0]
    columns = table["value"]["table"]["columns"]
    assert [column["heading"] for column in columns] == ["Open hours", "Visits a year"]


def test_underlining_is_named_but_not_that_of_links():
    assert "Underlining was left out" in remarks(convert_pasted("<p>Words <u>so</u></p>"))
    assert remarks(convert_pasted('<p>Words <a href="https://x.example/"><u>so</u></a></p>')) == ""
