"""One machine, one data folder, no environment variables: the settings of `make run`.

The secret key is generated once and stored in the data folder; e-mail is written to files there.
"""

from contextlib import suppress

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from dimensions.settings.base import *  # a settings module is the one place for it
from dimensions.settings.base import DATA_DIR, INSTALLED_APPS, LOGGING, SECRET_KEY, WAGTAILADMIN_BASE_URL, env, port_of


def _kept_secret_key() -> str:
    path = DATA_DIR / "secret_key"
    try:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            path.touch(mode=0o600, exist_ok=False)
            path.write_text(get_random_secret_key())
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The data folder {DATA_DIR} cannot be written: {error.strerror}. "
            "Choose another with DIMENSIONS_DATA (any command), DATA=… (make run) or --data (serve)."
        ) from error


INSTALLED_APPS = [*INSTALLED_APPS, "sample"]
# The number of printed issues in the sample magazine; all are made from `sample/content/archive`.
SAMPLE_ISSUES = env.int("SAMPLE_ISSUES", default=24)

SECRET_KEY = SECRET_KEY or _kept_secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
WAGTAILADMIN_BASE_URL = WAGTAILADMIN_BASE_URL or "http://127.0.0.1:8000"
PAGE_STORE_PORT = port_of(WAGTAILADMIN_BASE_URL)
if "EMAIL_URL" not in env:
    MAIL_TRANSPORT = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"

REFUSE_UNSAFE_SETTINGS = False
# The sample log-ins work without a second factor, and passkeys work at http://localhost.
STAFF_NEEDS_SECOND_FACTOR = env.bool("STAFF_NEEDS_SECOND_FACTOR", default=False)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

# The user can watch the archive grow.
LOGGING["handlers"]["progress"] = {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["work_id"]}
LOGGING["loggers"]["sample.tasks"] = {"handlers": ["progress"], "propagate": False}

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
