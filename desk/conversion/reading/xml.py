"""Parts of a package as XML; nothing is fetched, and no entity is resolved."""

import zipfile
from typing import Any

from lxml import etree

from desk.conversion.records import ConversionError, Source


def parse_part(source: Source, package: zipfile.ZipFile, name: str, *, required: bool = True) -> Any:
    """Return the root of a part; None when it is missing and need not be there."""
    if name not in package.namelist():
        if required:
            raise ConversionError(f"{source.name} holds no text ({name} is missing). Save it once more and send that.")
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(package.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise ConversionError(
            f"{source.name} is damaged: {name}, line {error.lineno}, cannot be read. Open it in the program that "
            "wrote it, save it once more, and send that."
        ) from error
