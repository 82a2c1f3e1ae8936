"""Logging settings."""

from typing import Any

from dimensions.settings.environment import Environment

env = Environment()

# Everything goes to the standard error stream, which the process manager keeps; errors also go by
# e-mail to ADMINS. Pages that are not found are not logged.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "work_id": {"()": "base.logs.WorkIdFilter"},
        "not_ready": {"()": "base.logs.NotReadyFilter"},
        "secret_addresses": {"()": "base.logs.SecretAddressFilter"},
    },
    "formatters": {
        "plain": {"format": "%(levelname)s %(name)s [%(work_id)s]: %(message)s"},
        "json": {"()": "base.logs.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": env("LOG_FORMAT", default="plain"),
            "filters": ["work_id", "secret_addresses"],
            "level": env("LOG_LEVEL", default="WARNING"),
        },
        "mail_admins": {
            "class": "django.utils.log.AdminEmailHandler",
            "level": "ERROR",
            "filters": ["secret_addresses"],
        },
    },
    "root": {"handlers": ["console", "mail_admins"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.request": {"level": "ERROR", "filters": ["not_ready"]},
    },
}
