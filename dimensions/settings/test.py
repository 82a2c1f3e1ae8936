"""Settings of the test suite: fast hashing, mail in memory, tasks run when they are enqueued."""

from dimensions.settings.base import *  # a settings module is the one place for it
from dimensions.settings.base import INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "sample"]
SAMPLE_ISSUES = 24
SECRET_KEY = "tests only"  # noqa: S105 - protects nothing
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
WAGTAILADMIN_BASE_URL = "http://testserver"
PAGE_STORE = PAGE_STORE_RECORDS_CHANGES = False
REFUSE_UNSAFE_SETTINGS = False
TRUSTED_PROXY_ADDRESSES = ["127.0.0.1/32", "::1/128"]
STAFF_NEEDS_SECOND_FACTOR = False
ACCOUNT_RATE_LIMITS = False
ACCOUNT_LEAST_SECONDS = 0.0
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Static files are found in the apps; tests do not collect them.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
