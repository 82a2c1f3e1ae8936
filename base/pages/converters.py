"""Path converters."""

from django.urls.converters import StringConverter


class UnicodeSlugConverter(StringConverter):
    """A slug in letters of any script, as `allow_unicode` lets people type them; Django's own takes ASCII only."""

    regex = r"[-\w]+"
