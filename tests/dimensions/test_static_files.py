import re

from django.contrib.staticfiles import finders

from tests.magazine import CHECKOUT

STATIC_TAG = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")


def test_every_static_file_that_a_template_names_exists():
    """A missing one breaks its page only in production, where names carry a fingerprint."""
    missing = {
        f"{template.relative_to(CHECKOUT)}: {name}"
        for template in (CHECKOUT / "templates").rglob("*.html")
        for name in STATIC_TAG.findall(template.read_text())
        if not finders.find(name)
    }

    assert not missing
