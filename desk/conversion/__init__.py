"""Conversion of word processor files and pasted text to body blocks: `convert()` and its results."""

from desk.conversion.isolation import convert, convert_pasted
from desk.conversion.records import Conversion, ConversionError, FileComment, Picture, Remark

__all__ = ["Conversion", "ConversionError", "FileComment", "Picture", "Remark", "convert", "convert_pasted"]
