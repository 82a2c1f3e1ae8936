"""The embedded settings with debug pages, and templates reloaded on each request."""

from dimensions.settings.embedded import *  # a settings module is the one place for it
from dimensions.settings.embedded import STORAGES

DEBUG = True
PAGE_STORE = False
INTERNAL_IPS = ["127.0.0.1"]
MAIL_TRANSPORT = "django.core.mail.backends.console.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Without a separate worker, `runserver` runs background tasks at once.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
