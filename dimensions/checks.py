"""Settings without which an installation must not start."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured

# Environment variable, setting, and what belongs there.
NEEDED = (
    ("SECRET_KEY", "SECRET_KEY", "a long random text that only this installation knows"),
    ("ALLOWED_HOSTS", "ALLOWED_HOSTS", "the host names of the site, separated by commas"),
    ("SITE_URL", "WAGTAILADMIN_BASE_URL", "the public address of the site, such as https://magazine.example"),
)


def _value(setting: str) -> object:
    try:
        return getattr(settings, setting)
    except ImproperlyConfigured:  # Django refuses to give an empty secret key.
        return ""


def missing_settings() -> list[str]:
    """Return one sentence for each environment variable that must be set and is not."""
    return [
        f"The environment variable {variable} is not set: give it {meaning}."
        for variable, setting, meaning in NEEDED
        if not _value(setting)
    ]


def stop_if_settings_are_missing() -> None:
    """Raise ImproperlyConfigured that names every missing variable; for starts that run no system checks."""
    if missing := missing_settings():
        raise ImproperlyConfigured(" ".join(missing))


@register("dimensions")
def check_needed_settings(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """Report missing settings whenever a command runs the system checks."""
    return [Error(sentence, id="dimensions.E001") for sentence in missing_settings()]
