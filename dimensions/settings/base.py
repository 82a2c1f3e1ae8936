"""Settings that are safe for production as they stand; the other modules loosen them.

Everything that differs between installations comes from the environment (https://12factor.net/config).
"""

from email.utils import getaddresses
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from whitenoise.compress import Compressor

from dimensions.settings.accounts import *  # a settings module is the one place for it
from dimensions.settings.accounts import ACCOUNT_APPS
from dimensions.settings.environment import Environment
from dimensions.settings.logs import *  # a settings module is the one place for it

env = Environment()


def port_of(url: str) -> int | None:
    """Return the port of a URL; dimensions/checks.py refuses invalid ones."""
    try:
        return urlsplit(url).port
    except ValueError:
        return None


CHECKOUT = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env("DIMENSIONS_DATA", default=str(CHECKOUT / "var"))).resolve()

DEBUG = False
# Unsafe settings stop the start (dimensions/checks.py).
REFUSE_UNSAFE_SETTINGS = True
# Defaults that work, but are unsuitable in public, so production must choose explicitly.
CHOSEN = [name for name in ("EMAIL_URL", "CACHE_URL") if name in env]
SECRET_KEY = env("SECRET_KEY", default="")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
WAGTAILAPI_LIMIT_MAX = 100
# The rate limit of the API per address, as in 600/m,10000/h; empty for none (dimensions/api/rate_limits.py).
API_RATE_LIMIT = env("API_RATE_LIMIT", default="")
# Origins of front ends whose scripts may use the part of the API that writes, as in https://front.example.
API_WRITE_ORIGINS: list[str] = env.list("API_WRITE_ORIGINS", default=[])
WAGTAILADMIN_BASE_URL = env("SITE_URL", default="").rstrip("/")

INSTALLED_APPS = [
    "dimensions",
    "home",
    "search",
    "subscriptions",
    "archive",
    "desk",
    "articles",
    "members",
    "base",
    "page_store",
    *ACCOUNT_APPS,
    "wagtail.api.v3",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_headless_preview",
    "modelcluster",
    "taggit",
    "ninja",
    "django_tasks",
    "django_tasks_db",
    "django_filters",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "dimensions.http.proxies.ForgedHeadersMiddleware",
    "dimensions.operating.request_ids.RequestIdMiddleware",
    "dimensions.operating.metrics.MetricsMiddleware",
    "dimensions.api.middleware.APIMiddleware",
    "dimensions.http.middleware.CompressTextMiddleware",
    "dimensions.http.middleware.AnswerConditionsMiddleware",
    "page_store.middleware.PageStoreMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "dimensions.http.content_security_policy.ContentSecurityPolicyMiddleware",
    "dimensions.http.permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "dimensions.http.middleware.OpenToFrontEndsMiddleware",
    "dimensions.api.origins.WritingOriginsMiddleware",
    "dimensions.http.middleware.KeepAnswersToTokensMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.audit.middleware.AuditMiddleware",
    "members.middleware.AccountPagesMiddleware",
    "members.middleware.DeskMiddleware",
    "articles.editing.middleware.VisiblePagesMiddleware",
    "dimensions.http.middleware.RefuseUnusableQueriesMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "dimensions.api.rate_limits.RateLimitMiddleware",
    "dimensions.api.writing.guard.WritingMiddleware",
]

# Our widgets load their templates like all others.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
ROOT_URLCONF = "dimensions.urls"
WSGI_APPLICATION = "dimensions.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [CHECKOUT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database: SQLite unless DATABASE_URL names another. A write transaction takes the lock when it
# begins, so that two writers queue instead of failing half-way (https://sqlite.org/isolation.html).
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'dimensions.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
# Opening a connection takes longer than the queries of a page, also for SQLite.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
# Renditions move with an image that becomes gated, and every process must notice at once; a cache per
# process cannot guarantee that.
if "CACHE_URL" not in env:
    CACHES["renditions"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
vars().update(env.email("EMAIL_URL", default="smtp://localhost:25"))  # EMAIL_HOST and its companions
# Mail is stored in the database, with the change that it is about; the worker hands it to the server of EMAIL_URL.
MAIL_TRANSPORT = vars()["EMAIL_BACKEND"]
EMAIL_BACKEND = "base.mail.outbox.OutboxBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", default="Dimensions <noreply@localhost>")

ADMINS = [person for person in getaddresses([env("ADMINS", default="")]) if person[1]]

# The clients that may read /metrics/; behind proxies it is the client that counts, not the proxy.
METRICS_ADDRESSES: list[str] = env.list("METRICS_ADDRESSES", default=["127.0.0.1/32", "::1/128"])
METRICS_ROOT = DATA_DIR / "metrics"

# Public pages are kept as files until something changes (page_store/README.md); losing the folder loses
# only speed.
PAGE_STORE = env.bool("PAGE_STORE", default=True)
PAGE_STORE_RECORDS_CHANGES = True
PAGE_STORE_ROOT = DATA_DIR / "store"
PAGE_STORE_PORT = port_of(WAGTAILADMIN_BASE_URL)
PAGE_STORE_MEGABYTES = env.int("PAGE_STORE_MEGABYTES", default=1024)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "members.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
TIME_ZONE = env("TIME_ZONE", default="UTC")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# Gated files are kept apart from what a web server may serve by name.
GATED_ROOT = DATA_DIR / "gated"
STORAGES = {
    "default": {"BACKEND": "base.media.storage.MediaStorage"},
    "gated": {"BACKEND": "base.media.storage.GatedStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o644
# Compressing every file under both of its names, and the maps of minified scripts, took a minute.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

# One long article with many blocks posts more fields than Django's default allows.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# A hub that notifies subscribers of feeds at once (https://www.w3.org/TR/websub/).
WEBSUB_HUB = env("WEBSUB_HUB", default="")
WEBSUB_HUB_MAY_BE_PRIVATE = env.bool("WEBSUB_HUB_MAY_BE_PRIVATE", default=False)

# Whether webhooks may be sent to addresses in private networks; the desk manages where they go.
WEBHOOKS_MAY_BE_PRIVATE = env.bool("WEBHOOKS_MAY_BE_PRIVATE", default=False)
# The access log of the web server in front, in the combined format: the desk derives figures on feeds from it.
ACCESS_LOG = env("ACCESS_LOG", default="")

# How many proxies of ours stand in front, and where from the last one asks: each adds one entry to
# X-Forwarded-For, and only those count (dimensions/http/proxies.py). A Unix socket needs no address.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
TRUSTED_PROXY_ADDRESSES: list[str] = env.list(
    "TRUSTED_PROXY_ADDRESSES", default=["127.0.0.1/32", "::1/128"] if TRUSTED_PROXIES else []
)
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^(health|ready)/$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # Sub-domains may belong to others, so HSTS leaves them alone …
    "security.W021",  # … and cannot be preloaded.
    "security.W019",  # The editor shows previews in frames of this very site.
]

# Names of places; “localtime” and other leftovers mean nothing to a browser, which reports them as errors.
WAGTAIL_USER_TIME_ZONES = ["UTC", *sorted(name for name in available_timezones() if "/" in name)]
WAGTAIL_SITE_NAME = "Dimensions"
# Reviewers are notified; a superuser who is not one would get a second mail about each piece.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILIMAGES_IMAGE_MODEL = "base.MagazineImage"
WAGTAILDOCS_DOCUMENT_MODEL = "base.MagazineDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "base.media.forms.MagazineImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "heic", "tif", "tiff"]
# As good to the eye as WebP at Wagtail's 80, and half as long.
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILDOCS_EXTENSIONS = [
    "csv", "docx", "epub", "json", "mp3", "mp4", "m4a", "odt", "ogg", "pdf", "pptx", "rtf",
    "txt", "vtt", "wav", "webm", "xlsx", "zip",
]  # fmt: skip
WAGTAILDOCS_MAX_UPLOAD_SIZE = 200 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# The lists and choosers of the desk look for what titles and names contain, without an index, so that no save pays for
# one and no quotation mark is more than a character. Readers search in the tables of `search`.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database.fallback", "AUTO_UPDATE": False}}
WAGTAILEMBEDS_FINDERS = [
    {"class": "base.media.embeds.PlayerFinder"},
    {"class": "wagtail.embeds.finders.oembed"},
]
# A front end of one's own: its preview page gets `?token=…`, to be asked of /api/v3/articles/preview/.
FRONTEND_PREVIEW_URL = env("FRONTEND_PREVIEW_URL", default="")
WAGTAIL_HEADLESS_PREVIEW = {"CLIENT_URLS": {"default": FRONTEND_PREVIEW_URL} if FRONTEND_PREVIEW_URL else {}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {
            "features": [
                "h2", "h3", "bold", "italic", "link", "document-link", "ol", "ul", "blockquote",
                "superscript", "subscript", "hr", "footnote",
            ]
        },
    },
    "short": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "link", "ol", "ul"]},
    },
}  # fmt: skip
TAGGIT_CASE_INSENSITIVE = True
