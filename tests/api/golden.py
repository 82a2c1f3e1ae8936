"""Golden responses of the API, stored as files beside this module.

When a response is meant to change, write the files anew and review the difference before committing it:

    UPDATE_GOLDEN=1 .venv/bin/pytest tests/api/test_golden_answers.py
"""

import json
import os
import re
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"
# Values that differ between databases.
VARIABLE = (
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-(?!0{8})[0-9a-f]{12}"), "<uuid>"),
    (re.compile(r"/documents/\d+/"), "/documents/<number>/"),
    (re.compile(r"\.[A-Za-z0-9]{8}(?=\.(?:[0-9a-f]{8}\.)?(?:width|fill|max)-)"), ""),
    (re.compile(r"correction-\d+"), "correction-<number>"),
)


def assert_golden(name: str, content: bytes) -> None:
    """Compare a response with the file of that name, or write the file if requested."""
    text = json.dumps(json.loads(content), indent=2, ensure_ascii=False) + "\n"
    for pattern, constant in VARIABLE:
        text = pattern.sub(constant, text)
    file = FOLDER / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        FOLDER.mkdir(exist_ok=True)
        file.write_text(text)
    assert text == file.read_text(), f"{file.name} differs; see tests/api/golden.py"
