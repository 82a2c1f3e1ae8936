"""CSV as spreadsheets and databases save it."""

import pytest

from base.csv_reading import CsvRow, CsvSyntaxError, NotUtf8Error, decode_utf8, read_csv, single_line


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_header_tells_the_separator(separator):
    table = read_csv(separator.join(["First Page", " TITLE "]) + "\r\n" + separator.join(["2", "Tides"]))
    assert table.columns == ["first_page", "title"]
    assert table.rows == [CsvRow(2, 2, ["2", "Tides"])]


def test_rows_are_counted_by_spreadsheets_and_lines_by_editors():
    table = read_csv('a,b\n"one\ntwo",x\n\n , \nlast,y\n')
    assert [(row.number, row.line) for row in table.rows] == [(2, 2), (5, 6)]


def test_a_row_keeps_the_cells_that_it_has():
    assert [row.cells for row in read_csv("a,b\n1\n1,2,3").rows] == [["1"], ["1", "2", "3"]]


def test_an_empty_text_is_an_empty_table():
    assert (read_csv("").columns, read_csv("").rows) == ([], [])


def test_a_quotation_mark_that_stays_open_is_found():
    with pytest.raises(CsvSyntaxError) as problem:
        read_csv('a,b\n1,"2\n')
    assert problem.value.line == 2


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert decode_utf8("a".encode("utf-8-sig")) == "a"


def test_another_encoding_is_named_by_its_line():
    with pytest.raises(NotUtf8Error) as problem:
        decode_utf8("a\nMuseé".encode("latin-1"))
    assert problem.value.line == 2


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "Sep=;"])
def test_a_line_that_names_the_separator_counts_as_a_line(first):
    table = read_csv(f"{first}\r\n\r\nA;B, C\r\n1;2\r\n")
    assert table.columns == ["a", "b,_c"]
    assert [(row.line, row.cells) for row in table.rows] == [(4, ["1", "2"])]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Tide\x0bHall", "Tide Hall"),
        (" Tide\r\n\tHall\x00", "Tide Hall"),
        ("Ti\u00adde\ufeff Hall", "Tide Hall"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Mu\u0308ller", "Müller"),
    ],
)
def test_a_single_line_has_no_characters_that_nobody_sees(text, line):
    assert single_line(text) == line
