"""The embedded settings, without the static files that `serve` would have collected."""

from dimensions.settings.embedded import *  # a settings module is the one place for it
from dimensions.settings.embedded import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
