"""Programs from npm that tests run, and what runs them."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.requirements import skip_without

FOLDER = Path(__file__).parent
NO_NODE = (
    "The programs from npm are not installed (Debian: apt-get install nodejs npm, and"
    " npm ci --prefix tests/javascript)."
)
NO_JAVA = "The HTML checker has no Java to run on (Debian: apt-get install default-jre-headless), or is not installed."


def find_node() -> str | None:
    """Return the program, if the packages that it runs are installed, too."""
    return shutil.which("node") if (FOLDER / "node_modules" / "typescript").exists() else None


def find_html_checker() -> list[str] | None:
    """Return the command of the Nu HTML checker."""
    java, jar = shutil.which("java"), FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    return [java, "-Xss2m", "-jar", str(jar)] if java and jar.exists() else None


def run_script(name: str, value: Any) -> Any:
    """Run a script of this folder in Node.js, with input and result as JSON."""
    return json.loads(run_node(name, said=json.dumps(value)))


def run_node(script: str, *arguments: str, said: str = "") -> str:
    """Run a script in Node.js, by its path in this folder or a whole one, and return what it printed."""
    node = find_node()
    if node is None:
        skip_without(NO_NODE)
    result = subprocess.run(
        [node, str(FOLDER / script), *arguments],
        input=said,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout
