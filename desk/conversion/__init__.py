"""Files of word processors and pasted text become the blocks of a body: `convert()` and what it returns."""

from desk.conversion.isolation import convert, convert_pasted
from desk.conversion.records import Conversion, ConversionError, FileComment, Picture, Remark

__all__ = ["Conversion", "ConversionError", "FileComment", "Picture", "Remark", "convert", "convert_pasted"]
