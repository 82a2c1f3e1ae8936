"""Path converters."""

from django.urls.converters import StringConverter


class UnicodeSlugConverter(StringConverter):
    """A slug in letters of any script, as `allow_unicode` permits; Django's own converter accepts ASCII only."""

    regex = r"[-\w]+"
