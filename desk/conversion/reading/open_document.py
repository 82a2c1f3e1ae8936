"""Documents of LibreOffice and others (.odt): the text as HTML."""

import zipfile

from desk.conversion.document import Document
from desk.conversion.packages import check_parts, opened
from desk.conversion.reading.open_document_html import Writer
from desk.conversion.reading.open_document_styles import Styles
from desk.conversion.reading.xml import parse_part
from desk.conversion.records import ConversionError, Source


def read_open_document(source: Source) -> Document:
    """Return what an OpenDocument text holds."""
    with opened(source) as package:
        check_parts(source, package)
        _check_password(source, package)
        content = parse_part(source, package, "content.xml")
        styles = Styles(content, parse_part(source, package, "styles.xml", required=False))
        body = next(content.iter("{*}text"), None)
        if body is None:
            raise ConversionError(f"{source.name} is no text document. Save it as .odt in a word processor.")
        return Writer(source, package, styles).document(body)


def _check_password(source: Source, package: zipfile.ZipFile) -> None:
    manifest = parse_part(source, package, "META-INF/manifest.xml", required=False)
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        raise ConversionError(f"{source.name} is protected by a password. Save it without one and send that.")
