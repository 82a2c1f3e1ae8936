"""A table of data, the chart drawn from it, and the file to download."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock

from base.drawing.charts import chart, figure
from base.spreadsheets.writing import write_csv


class TableBlock(TypedTableBlock):
    """Wagtail's table, which programs can write as well: Wagtail's API has no form of it."""

    def value_for_form(self, value: TypedTable) -> TypedTable:
        """Take the whole table instead of its cells."""
        return value

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> TypedTable:
        """Read the table that a program sent, or the cells that the editor sent."""
        return data[prefix] if prefix in data else super().value_from_datadict(data, files, prefix)


class DataTableBlock(blocks.StructBlock):
    """Figures that readers can see as a chart, read as a table, and download."""

    title = blocks.CharBlock(max_length=160)
    table = TableBlock(
        [
            ("text", blocks.CharBlock(required=False, max_length=1000)),
            ("number", blocks.FloatBlock(required=False)),
        ],
        help_text=_("The first column names the rows; every number column is drawn."),
    )
    chart = blocks.ChoiceBlock(
        choices=[
            ("none", _("Table only")),
            ("bar", _("Bars, lying")),
            ("column", _("Columns, standing")),
            ("line", _("Lines")),
        ],
        default="bar",
    )
    unit = blocks.CharBlock(
        required=False, max_length=40, help_text=_("What the numbers count, such as % or visitors.")
    )
    source = blocks.CharBlock(required=False, max_length=300)

    class Meta:
        icon = "table"
        label = _("Data table and chart")
        group = _("Data")
        template = "blocks/data_table.html"
        description = _("A table with a chart drawn from it and its data to download.")
        preview_value = {
            "title": "Repeat visits by opening hours",
            "table": {
                "columns": [
                    {"type": "text", "heading": "Hours"},
                    {"type": "number", "heading": "Repeat visits"},
                ],
                "rows": [
                    {"values": ["Daytime", 18]},
                    {"values": ["Evenings", 31]},
                    {"values": ["Both", 44]},
                ],
                "caption": "",
            },
            "chart": "bar",
            "unit": "%",
            "source": "Visitor survey",
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the template the chart, and the cells as people read them."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        rows = list(table_rows(value["table"]))
        context["chart"] = chart(value["chart"], rows, value["unit"])
        context["headings"] = table_headings(value["table"])
        context["rows"] = [table_cells(row) for row in rows[1:]]
        return context


class TableCell(NamedTuple):
    """A cell as displayed."""

    text: str
    is_number: bool


def table_headings(table: TypedTable) -> list[TableCell]:
    """Return the headings; those of numeric columns are aligned with the numbers."""
    return [
        TableCell(column["heading"], number > 0 and isinstance(column["block"], blocks.FloatBlock))
        for number, column in enumerate(table.columns)
    ]


def table_cells(row: Sequence[Any]) -> list[TableCell]:
    """Write out a row; the first cell names it, so a year there stays a year."""
    return [
        TableCell(figure(value, grouped=column > 0), isinstance(value, float | int)) for column, value in enumerate(row)
    ]


def table_rows(table: TypedTable) -> Iterator[list[Any]]:
    """Yield the headings, then the rows, as plain values."""
    yield [column["heading"] for column in table.columns]
    for row in table.row_data:
        yield list(row["values"])


def table_csv(table: TypedTable) -> str:
    """Return the table as CSV (RFC 4180); no cell of it can run as a formula."""
    return write_csv(table_rows(table))
