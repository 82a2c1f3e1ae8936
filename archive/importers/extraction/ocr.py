"""Read scanned pages with Tesseract, when it is installed (https://tesseract-ocr.github.io/)."""

import io
import shutil
import subprocess

from PIL import Image

from archive.importers.extraction.readable_text import readable
from archive.importers.extraction.reading_order import joined
from archive.importers.parsing.records import ImportProblemError

PROGRAM = "tesseract"
SECONDS = 180
HEIGHT = 3300  # pixels: 300 to the inch on a letter page, as its manual advises
NOT_INSTALLED = "Tesseract is not installed, so scanned pages cannot be read: install it, or import without --ocr."


def is_installed() -> bool:
    """Return whether Tesseract is on the PATH."""
    return shutil.which(PROGRAM) is not None


def read(image: Image.Image, language: str) -> str:
    """Return the paragraphs in the picture of a page. Raise ImportProblemError if Tesseract fails."""
    out = io.BytesIO()
    image.convert("L").save(out, "PNG", compress_level=1)
    command = [shutil.which(PROGRAM) or PROGRAM, "stdin", "stdout", "-l", language]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, run on a picture that we made
            command, input=out.getvalue(), capture_output=True, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        reason = (getattr(error, "stderr", b"") or b"").decode(errors="replace").strip() or str(error)
        raise ImportProblemError(f"Tesseract could not read the page ({reason.splitlines()[0]})") from error
    return tidy(done.stdout.decode("utf-8", "replace"))


def tidy(text: str) -> str:
    """Join the lines of each paragraph."""
    parts = ([line for row in part.splitlines() if (line := readable(row))] for part in text.split("\n\n"))
    return "\n\n".join(joined(lines, lambda word: 0) for lines in parts if lines)
