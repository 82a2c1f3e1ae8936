"""Word documents: the conversion of each element, and the report on it."""

from desk.conversion import convert
from tests.desk.documents import SPACES, docx, drawing, entry, p, picture, r, table

BOLD = "<w:b/>"


def converted(body, **parts):
    return convert("draft.docx", docx(body, **parts))


def text(conversion):
    return "".join(block["value"] for block in conversion.blocks if block["type"] == "text")


def remarks(conversion):
    return "\n".join(str(remark) for remark in conversion.report)


def test_title_and_first_headings_become_the_upper_level():
    body = p("Slow water", style="Title") + p("One", style="Heading1") + p("Two", style="Heading2") + p("Words.")
    assert text(converted(body)) == "<h2>Slow water</h2><h2>One</h2><h3>Two</h3><p>Words.</p>"


def test_deeper_headings_become_the_lower_level_and_are_named():
    body = p("One", style="Heading1") + p("Two", style="Heading2") + p("Three", style="Heading3") + p("Words.")
    conversion = converted(body)
    assert text(conversion) == "<h2>One</h2><h3>Two</h3><h3>Three</h3><p>Words.</p>"
    assert "Paragraph 3, “Three”: The magazine has two levels of headings" in remarks(conversion)


def test_headings_set_by_hand_in_bold_become_headings():
    body = p(r("What the floor staff knew", f'{BOLD}<w:sz w:val="32"/>')) + p("Nobody had asked them.")
    conversion = converted(body)
    assert text(conversion) == "<h2>What the floor staff knew</h2><p>Nobody had asked them.</p>"
    assert "“What the floor staff knew”: A paragraph in bold became a heading" in remarks(conversion)


def test_a_bold_sentence_stays_a_sentence():
    body = p(r("Nobody had asked them.", BOLD)) + p("We did.")
    assert text(converted(body)) == "<p><b>Nobody had asked them.</b></p><p>We did.</p>"


def test_list_of_two_levels():
    body = entry("Tools") + entry("saw", 1) + entry("file", 1) + entry("Wood")
    assert text(converted(body)) == "<ul><li>Tools<ol><li>saw</li><li>file</li></ol></li><li>Wood</li></ul>"


def test_formats_within_a_line():
    raised, lowered = ('<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>')
    body = p("H", r("2", lowered), "O, 10", r("6", raised), " and ", r("Nature", "<w:i/>"), " & <more>")
    assert text(converted(body)) == "<p>H<sub>2</sub>O, 10<sup>6</sup> and <i>Nature</i> &amp; &lt;more&gt;</p>"


def test_quotation():
    assert text(converted(p("We stopped counting.", style="Quote"))) == "<blockquote>We stopped counting.</blockquote>"


def test_link_of_the_web_is_kept_and_one_to_a_file_is_not():
    def link(key, words):
        return f'<w:hyperlink r:id="{key}">{r(words)}</w:hyperlink>'

    body = p("See ", link("rId8", "the study"), " and ", link("rId9", "my file"))
    links = {"rId8": ("hyperlink", "https://study.example/?a=1&amp;b=2"), "rId9": ("hyperlink", "file:///C:/x.xlsx")}
    conversion = converted(body, links=links)
    assert text(conversion) == '<p>See <a href="https://study.example/?a=1&amp;b=2">the study</a> and my file</p>'
    assert "'file:///C:/x.xlsx' leads nowhere" in remarks(conversion)


def test_footnotes_stand_at_their_places():
    body = p("Repeat visits", '<w:r><w:footnoteReference w:id="2"/></w:r>', " rose.")
    notes = (
        f'<w:footnotes {SPACES}><w:footnote w:id="0" w:type="separator">{p("x")}</w:footnote>'
        f'<w:footnote w:id="2">{p(r("Okafor, "), r("The Unfinished Exhibit", "<w:i/>"), r(" & more"))}</w:footnote>'
        "</w:footnotes>"
    )
    conversion = converted(body, links={"rId5": ("footnotes", "footnotes.xml")}, footnotes__xml=notes)
    assert text(conversion) == (
        '<p>Repeat visits<a linktype="footnote" note="Okafor, *The Unfinished Exhibit* &amp; more">*</a> rose.</p>'
    )


def test_endnote_and_footnote_are_both_notes():
    body = p("One", '<w:r><w:footnoteReference w:id="1"/></w:r>', " two", '<w:r><w:endnoteReference w:id="1"/></w:r>')
    conversion = converted(
        body,
        links={"rId5": ("footnotes", "footnotes.xml"), "rId6": ("endnotes", "endnotes.xml")},
        footnotes__xml=f'<w:footnotes {SPACES}><w:footnote w:id="1">{p("Foot.")}</w:footnote></w:footnotes>',
        endnotes__xml=f'<w:endnotes {SPACES}><w:endnote w:id="1">{p("End.")}</w:endnote></w:endnotes>',
    )
    assert 'note="Foot."' in text(conversion)
    assert 'note="End."' in text(conversion)
    assert "↑" not in text(conversion)


def test_tracked_insertions_are_kept_and_deletions_dropped():
    deleted = '<w:del w:id="1" w:author="A"><w:r><w:delText>old </w:delText></w:r></w:del>'
    body = p("The ", deleted, f'<w:ins w:id="2" w:author="A">{r("new ")}</w:ins>', "door")
    conversion = converted(body)
    assert text(conversion) == "<p>The new door</p>"
    assert "“The new door”: Tracked changes: inserted words were kept." in remarks(conversion)
    assert "“The new door”: Tracked changes: deleted words were left out." in remarks(conversion)


def test_moved_words_stand_where_they_were_moved_to():
    body = p(
        f'<w:moveFrom w:id="1">{r("Moved. ")}</w:moveFrom>', "First. ", f'<w:moveTo w:id="2">{r("Moved.")}</w:moveTo>'
    )
    assert text(converted(body)) == "<p>First. Moved.</p>"


def test_comments_keep_their_place_and_their_words():
    body = p("Intro.") + p(
        '<w:commentRangeStart w:id="4"/>', "Visitors rose", '<w:commentRangeEnd w:id="4"/>',
        '<w:r><w:commentReference w:id="4"/></w:r>', " by a third.",
    )  # fmt: skip
    said = f'<w:comments {SPACES}><w:comment w:id="4" w:author="Ana Duarte">{p("Source?")}</w:comment></w:comments>'
    conversion = converted(body, links={"rId7": ("comments", "comments.xml")}, comments__xml=said)
    comment = conversion.comments[0]
    assert (comment.author, comment.text, comment.quote) == ("Ana Duarte", "Source?", "Visitors rose")
    assert comment.block == conversion.blocks[0]["id"]
    assert text(conversion) == "<p>Intro.</p><p>Visitors rose by a third.</p>"


def test_a_comment_in_a_table_belongs_to_the_table():
    cell = f"<w:tc>{p('Day', '<w:r><w:commentReference w:id=' + chr(34) + '1' + chr(34) + '/></w:r>')}</w:tc>"
    said = f'<w:comments {SPACES}><w:comment w:id="1" w:author="B">{p("Which?")}</w:comment></w:comments>'
    conversion = converted(p("Before.") + table([cell, "Visits"], ["Mon", "3"]), comments__xml=said)
    assert conversion.comments[0].block == conversion.blocks[1]["id"]
    assert conversion.blocks[1]["value"]["table"]["columns"][0]["heading"] == "Day"


def test_table_has_headings_and_numbers():
    body = p("Visits by hour", style="Caption") + table(["Hours", "Visits"], ["Day", "1,800"], ["Night", "310.5"])
    value = converted(body).blocks[0]["value"]
    assert value["title"] == "Visits by hour"
    assert value["table"] == {
        "columns": [{"type": "text", "heading": "Hours"}, {"type": "number", "heading": "Visits"}],
        "rows": [{"values": ["Day", 1800.0]}, {"values": ["Night", 310.5]}],
        "caption": "",
    }


def test_merged_cells_are_divided_and_named():
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("2025")}</w:tc>'
    high = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("North")}</w:tc>'
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('')}</w:tc>"
    conversion = converted(p("T.") + table(["", wide], [high, "a", "b"], [below, "c", "d"]))
    rows = [row["values"] for row in conversion.blocks[1]["value"]["table"]["rows"]]
    assert rows == [["North", "a", "b"], ["North", "c", "d"]]
    assert "Merged cells of a table were divided" in remarks(conversion)


def test_a_table_that_arranges_text_is_written_out():
    conversion = converted(table([f"<w:tc>{p('Left')}{p('more')}</w:tc>"]))
    assert text(conversion) == "<p>Left</p><p>more</p>"
    assert "A table that arranges text" in remarks(conversion)


def test_text_box_follows_its_paragraph():
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'
        f"{p('Boxed words.')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{p('Boxed words.')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    conversion = converted(p("Beside it.", box) + p("Next."))
    assert text(conversion) == "<p>Beside it.</p><p>Boxed words.</p><p>Next.</p>"
    assert "“Boxed words.”: The text of a text box was put after" in remarks(conversion)


def test_equation_is_written_as_text():
    equation = (
        "<m:oMathPara><m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
        "<m:r><m:t>=</m:t></m:r><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den>"
        "</m:f></m:oMath></m:oMathPara>"
    )
    conversion = converted(p("So ", equation))
    assert text(conversion) == "<p>So x<sup>2</sup>=(a+b)/2</p>"
    assert "An equation was written as text" in remarks(conversion)


def test_right_to_left_text_is_kept():
    body = p(r("متحف العلوم", "<w:rtl/>"), more="<w:bidi/>") + p(r("שלום", "<w:rtl/>"), more="<w:bidi/>")
    assert text(converted(body)) == "<p>متحف العلوم</p><p>שלום</p>"


def test_pictures_stand_between_paragraphs_and_tiff_is_converted():
    conversion = converted(
        p("Before", drawing("rId1", "A dome"), " after.") + p("Dome at night", style="Caption") + p(drawing("rId2")),
        links={"rId1": ("image", "media/a.png"), "rId2": ("image", "media/b.tiff")},
        **{"media/a__png": picture("PNG"), "media/b__tiff": picture("TIFF", (900, 600), "CMYK")},
    )
    assert [block["type"] for block in conversion.blocks] == ["text", "image", "image"]
    assert conversion.blocks[1]["value"]["image"] == {"picture": 0, "alt_text": "A dome", "decorative": False}
    assert conversion.blocks[1]["value"]["caption"] == "Dome at night"
    assert [(one.name, one.content[:3]) for one in conversion.pictures] == [
        ("picture-1.png", b"\x89PN"),
        ("picture-2.jpg", b"\xff\xd8\xff"),
    ]
    assert "was converted for the web" in remarks(conversion)


def test_a_picture_that_no_website_shows_is_named():
    conversion = converted(
        p("Words.", drawing("rId1")), links={"rId1": ("image", "media/a.emf")}, **{"media/a__emf": b"\x01\0\0\0EMF"}
    )
    assert conversion.pictures == []
    assert "“Words.”: A picture is in a format that websites do not show" in remarks(conversion)


def test_a_picture_that_is_missing_brings_nothing_down():
    conversion = converted(p("Words.", drawing("rId1")), links={"rId1": ("image", "media/gone.png")})
    assert text(conversion) == "<p>Words.</p>"


def test_chart_header_and_contents_are_named():
    chart = '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="rId1"/></a:graphicData></a:graphic>'
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('One 1')}</w:sdtContent></w:sdt>"
    )
    head = f"<w:hdr {SPACES}>{p('Draft of May')}</w:hdr>"
    conversion = converted(contents + p("Words.", f"{chart}</wp:inline></w:drawing></w:r>"), header1__xml=head)
    assert text(conversion) == "<p>Words.</p>"
    said = remarks(conversion)
    assert "“Words.”: A chart was left out" in said
    assert "“Draft of May”: The header or footer" in said
    assert "table of contents was left out" in said


def test_two_hundred_pages_are_read_in_blocks_that_an_editor_can_move():
    page = p("A chapter", style="Heading1") + p("The tide table was redrawn by visitors. " * 60)
    conversion = converted(page * 200)
    assert text(conversion).count("<h2>") == 200
    assert len(conversion.blocks) > 20
    assert max(len(block["value"]) for block in conversion.blocks) < 30_000
