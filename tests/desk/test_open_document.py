"""Documents of LibreOffice (.odt)."""

from desk.conversion import convert
from tests.desk.documents import odt, picture

NOTE = (
    '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    "<text:p>In <text:span text:style-name='B'>Okafor</text:span>.</text:p></text:note-body></text:note>"
)


def converted(body, **parts):
    return convert("draft.odt", odt(body, **parts))


def text(conversion):
    return "".join(block["value"] for block in conversion.blocks if block["type"] == "text")


def remarks(conversion):
    return "\n".join(str(remark) for remark in conversion.report)


def test_title_headings_and_formats():
    body = (
        '<text:p text:style-name="P1">Slow water</text:p><text:h text:outline-level="1">One</text:h>'
        '<text:h text:outline-level="2">Two</text:h><text:p>It <text:span text:style-name="B">is</text:span>'
        '<text:s text:c="3"/>10<text:span text:style-name="S">6</text:span><text:line-break/>here.</text:p>'
    )
    assert text(converted(body)) == (
        "<h2>Slow water</h2><h2>One</h2><h3>Two</h3><p>It <b>is</b> 10<sup>6</sup><br/>here.</p>"
    )


def test_list_of_two_levels():
    inner = "<text:list><text:list-item><text:p>saw</text:p></text:list-item></text:list>"
    body = (
        f'<text:list text:style-name="L"><text:list-item><text:p>Tools</text:p>{inner}</text:list-item>'
        "<text:list-item><text:p>Wood</text:p></text:list-item></text:list>"
    )
    assert text(converted(body)) == "<ul><li>Tools<ol><li>saw</li></ol></li><li>Wood</li></ul>"


def test_footnote_stands_at_its_place():
    assert text(converted(f"<text:p>Visits{NOTE} rose.</text:p>")) == (
        '<p>Visits<a linktype="footnote" note="In **Okafor**.">*</a> rose.</p>'
    )


def test_table_with_merged_cells():
    body = (
        "<table:table><table:table-row><table:table-cell><text:p>Hours</text:p></table:table-cell><table:table-cell>"
        "<text:p>Visits</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell "
        'table:number-columns-spanned="2"><text:p>closed</text:p></table:table-cell><table:covered-table-cell/>'
        "</table:table-row></table:table>"
    )
    conversion = converted(body)
    assert conversion.blocks[0]["value"]["table"]["rows"] == [{"values": ["closed", ""]}]
    assert "Merged cells" in remarks(conversion)


def test_comment_keeps_its_place():
    body = (
        '<text:p>Then <office:annotation office:name="1"><dc:creator>Ana</dc:creator><text:p>Source?</text:p>'
        '</office:annotation>visits rose<office:annotation-end office:name="1"/>.</text:p>'
    )
    conversion = converted(body)
    comment = conversion.comments[0]
    assert (comment.author, comment.text, comment.quote) == ("Ana", "Source?", "visits rose")
    assert text(conversion) == "<p>Then visits rose.</p>"


def test_tracked_changes():
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>gone</text:p></text:deletion>'
        '</text:changed-region><text:changed-region text:id="c2"><text:insertion/></text:changed-region>'
        '</text:tracked-changes><text:p>Kept <text:change text:change-id="c1"/><text:change-start '
        'text:change-id="c2"/>new<text:change-end text:change-id="c2"/></text:p>'
    )
    conversion = converted(body)
    assert text(conversion) == "<p>Kept new</p>"
    assert "“Kept new”: Tracked changes: deleted words were left out." in remarks(conversion)
    assert "inserted words were kept" in remarks(conversion)


def test_picture_and_text_box():
    body = (
        '<text:p>Before<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>A dome</svg:desc></draw:frame>'
        "<draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box></draw:frame></text:p><text:p>Next.</text:p>"
    )
    conversion = converted(body, **{"Pictures/a__png": picture("PNG")})
    assert [block["type"] for block in conversion.blocks] == ["text", "image", "text"]
    assert conversion.blocks[1]["value"]["image"]["alt_text"] == "A dome"
    assert text(conversion) == "<p>Before</p><p>Boxed.</p><p>Next.</p>"
    assert "“Boxed.”: The text of a text box" in remarks(conversion)


def test_equation_is_written_as_text():
    math = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>E</mi><mo>=</mo><mi>m</mi>'
        "<annotation>E = m</annotation></semantics></math>"
    )
    body = '<text:p>So <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>.</text:p>'
    conversion = converted(body, **{"Object 1/content__xml": math})
    assert text(conversion) == "<p>So E=m.</p>"
    assert "An equation was written as text" in remarks(conversion)
