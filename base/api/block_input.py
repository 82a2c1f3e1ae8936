"""Schemas of the blocks that an API client may send; the blocks themselves check the values."""

from typing import Annotated, Any, Literal, Self, Union

from pydantic import AfterValidator, BaseModel, Field, create_model, model_validator
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock


class ColumnIn(BaseModel):
    """A column of a table."""

    type: Literal["text", "number"]
    heading: str


class RowIn(BaseModel):
    """A row of a table: one value for each column."""

    values: list[str | float | None]


class TableIn(BaseModel):
    """A table as it may be sent."""

    columns: list[ColumnIn]
    rows: list[RowIn]
    caption: str = ""

    @model_validator(mode="after")
    def check_rows(self) -> Self:
        """Refuse a row that is shorter or longer than the head of the table."""
        for number, row in enumerate(self.rows, start=1):
            if len(row.values) != len(self.columns):
                raise ValueError(f"Row {number} has {len(row.values)} values for {len(self.columns)} columns.")
        return self


# The first match wins; a text may also be an object that names its format.
SHAPES: tuple[tuple[type[blocks.Block], Any], ...] = (
    (TypedTableBlock, TableIn),
    (blocks.RichTextBlock, str | dict[str, str]),
    (blocks.BooleanBlock, bool),
    (blocks.IntegerBlock, int),
    (blocks.FloatBlock, float),
    (blocks.FieldBlock, str),
)


def input_shape(block: blocks.Block) -> Any:
    """Return the type of what may be sent for a block; a draft may leave out everything."""
    if isinstance(block, blocks.ListBlock):
        item: Any = input_shape(block.child_block)
        return list[item]
    if isinstance(block, blocks.ChooserBlock):
        return _key_of(block)
    if isinstance(block, blocks.StructBlock):
        fields: Any = {name: (input_shape(child) | None, None) for name, child in block.child_blocks.items()}
        return create_model(f"{type(block).__name__.removesuffix('Block')}In", __base__=BaseModel, **fields)
    return next(shape for kind, shape in SHAPES if isinstance(block, kind))


def _key_of(block: blocks.ChooserBlock) -> Any:
    """Return the type of a key under which there is something: Wagtail would leave the block empty without a word."""

    def check(key: int) -> int:
        model = block.model_class
        if not model._default_manager.filter(pk=key).exists():
            raise ValueError(f"There is no {model._meta.verbose_name} with the number {key}.")
        return key

    return Annotated[int, AfterValidator(check)]


def _fields(name: str, block: blocks.Block) -> dict[str, Any]:
    return {"type": (Literal[name], ...), "value": (input_shape(block), ...), "id": (str | None, None)}


def stream_input(stream: blocks.StreamBlock) -> Any:
    """Return the type of an accepted body: a list of blocks, discriminated by their type."""
    known = [
        create_model(f"{type(block).__name__}In", __base__=BaseModel, **_fields(name, block))
        for name, block in stream.child_blocks.items()
    ]
    by_type = Field(discriminator="type")
    return list[Annotated[Union[tuple(known)], by_type]]  # type: ignore[misc]  # noqa: UP007 - made at run time
