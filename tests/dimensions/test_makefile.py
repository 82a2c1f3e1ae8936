import re
import subprocess

from tests.magazine import CHECKOUT


def test_help_lists_every_target():
    makefile = (CHECKOUT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    shown = subprocess.run(["make", "help"], cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout

    assert phony
    for target in phony[1].split():
        assert re.search(rf"^  make {target} +\w", shown, re.MULTILINE), f"make help does not explain {target}"


def test_a_python_too_old_gets_a_sentence():
    result = subprocess.run(
        [".ci/make-venv", "no-such-folder", "false"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    assert "needs Python 3.11 or newer; tried: false" in result.stderr
    assert not (CHECKOUT / "no-such-folder").exists()
