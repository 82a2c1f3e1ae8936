"""Settings with which a production installation does not start, and their messages."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

from dimensions import checks
from dimensions.checks import cache_of_each_worker, stop_if_unsafe, unsafe_settings, web_workers
from members.models import User
from sample.logins import LOGINS

GOOD_KEY = "tH1s-1s-l0ng-and-random-enough-for-a-production-key-of-64-signs"


@pytest.fixture(autouse=True)
def production(settings):
    settings.REFUSE_UNSAFE_SETTINGS = True
    settings.SECRET_KEY, settings.ALLOWED_HOSTS = GOOD_KEY, ["magazine.example", ".museum.example"]
    settings.WAGTAILADMIN_BASE_URL = "https://magazine.example"
    settings.CHOSEN = ["EMAIL_URL", "CACHE_URL"]
    settings.TRUSTED_PROXIES, settings.TRUSTED_PROXY_ADDRESSES = 1, ["127.0.0.1/32", "::1/128", " 10.0.4.0/24"]


def test_good_settings_start(db):
    assert unsafe_settings() == []
    stop_if_unsafe()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ALLOWED_HOSTS", ["*"], "ALLOWED_HOSTS holds “*”"),
        ("ALLOWED_HOSTS", ["magazine.example", "*"], "name the hosts of the site"),
        ("ALLOWED_HOSTS", ["other.example"], "SITE_URL names magazine.example, which is not among ALLOWED_HOSTS"),
        ("SECRET_KEY", "k" * 49, "SECRET_KEY has 49 characters and needs 50"),
        ("SECRET_KEY", "django-insecure-" + GOOD_KEY, "SECRET_KEY begins with “django-insecure-”"),
        ("WAGTAILADMIN_BASE_URL", "magazine.example", "SITE_URL is “magazine.example”, which is no address"),
        ("WAGTAILADMIN_BASE_URL", "https://magazine.example:port", "which is no address"),
        ("WAGTAILADMIN_BASE_URL", "ftp://magazine.example", "write it like https://magazine.example"),
        ("CHOSEN", ["CACHE_URL"], "EMAIL_URL is not set, so no mail would arrive"),
        ("CHOSEN", ["EMAIL_URL"], "CACHE_URL is not set, so each web process would count attempts"),
        ("TRUSTED_PROXIES", -1, "TRUSTED_PROXIES is -1"),
        ("TRUSTED_PROXIES", 0, "TRUSTED_PROXY_ADDRESSES is set, but TRUSTED_PROXIES is 0"),
        ("TRUSTED_PROXY_ADDRESSES", ["nginx"], "TRUSTED_PROXY_ADDRESSES holds “nginx”: write addresses or networks"),
        ("TRUSTED_PROXY_ADDRESSES", [""], "TRUSTED_PROXY_ADDRESSES holds “”"),
        ("TRUSTED_PROXY_ADDRESSES", ["0.0.0.0/0"], "which is everybody"),
        ("TRUSTED_PROXY_ADDRESSES", ["::/0"], "name only your proxies"),
    ],
)
def test_an_unsafe_setting_is_named_with_its_cure(settings, db, name, value, said):
    setattr(settings, name, value)
    assert said in " ".join(unsafe_settings())
    with pytest.raises(ImproperlyConfigured, match=r"ALLOWED_H|SECRET_KEY|SITE_URL|TRUSTED_PROX|_URL is not set"):
        stop_if_unsafe()
    settings.REFUSE_UNSAFE_SETTINGS = False
    assert unsafe_settings() == []


@pytest.mark.parametrize("is_in_public", [True, False])
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("API_RATE_LIMIT", "600/m, many", "API_RATE_LIMIT holds “ many”: write a number and a period"),
        ("API_RATE_LIMIT", "0/m", "as in 600/m"),
        ("API_WRITE_ORIGINS", ["https://front.example/"], "API_WRITE_ORIGINS holds “https://front.example/”"),
        ("API_WRITE_ORIGINS", ["*"], "write origins without a path"),
        ("METRICS_ADDRESSES", ["x"], "METRICS_ADDRESSES holds “x”: write addresses or networks"),
    ],
)
def test_an_unusable_setting_stops_every_start(settings, db, name, value, said, is_in_public):
    settings.REFUSE_UNSAFE_SETTINGS = is_in_public
    setattr(settings, name, value)
    assert said in " ".join(error.msg for error in run_checks(tags=["dimensions"]))
    with pytest.raises(ImproperlyConfigured, match=name):
        stop_if_unsafe()


SINGLE, SHARED = "django.core.cache.backends.locmem.LocMemCache", "django.core.cache.backends.filebased.FileBasedCache"


@pytest.mark.parametrize(
    ("command", "environment", "workers"),
    [
        (["granian", "--interface", "wsgi", "--workers", "2", "dimensions.wsgi:application"], {}, 2),
        (["granian", "--workers=3", "dimensions.wsgi:application"], {}, 3),
        (["gunicorn", "-w", "4", "dimensions.wsgi"], {}, 4),
        (["uwsgi", "--processes", "5"], {}, 5),
        (["gunicorn", "dimensions.wsgi"], {"WEB_CONCURRENCY": "6"}, 6),
        (["granian", "dimensions.wsgi:application"], {"GRANIAN_WORKERS": "7"}, 7),
        (["granian", "--workers", "1", "dimensions.wsgi:application"], {}, 1),
        (["granian", "--workers"], {"WEB_CONCURRENCY": "auto"}, 1),
    ],
)
def test_two_web_processes_do_not_start_with_a_cache_of_their_own(
    settings, db, monkeypatch, command, environment, workers
):
    assert web_workers(command, environment) == workers
    monkeypatch.setattr(checks.sys, "argv", command)
    monkeypatch.setattr(checks.os, "environ", environment)
    settings.CACHES = {"default": {"BACKEND": SINGLE}}
    if workers == 1:
        stop_if_unsafe()
    else:
        with pytest.raises(ImproperlyConfigured, match=f"CACHE_URL is locmemcache://, and {workers} web processes"):
            stop_if_unsafe()
    settings.CACHES = {"default": {"BACKEND": SHARED}}
    assert cache_of_each_worker() == []


def test_a_wildcard_of_the_own_domain_names_a_host(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://dimensions.museum.example:8443"
    assert unsafe_settings() == []


def test_sample_accounts_with_their_published_passwords_stop_the_start(db):
    for login in LOGINS[:3]:
        User.objects.create_user(login.email, login.password)
    changed = User.objects.create_user(LOGINS[3].email, "something that nobody knows")

    (error,) = run_checks(tags=["dimensions"])
    assert error.id == "dimensions.E003"
    for login in LOGINS[:3]:
        assert login.email in error.msg
    assert changed.email not in error.msg
    assert "manage.py changepassword" in error.msg
    with pytest.raises(ImproperlyConfigured, match=r"author@dimensions.example"):
        stop_if_unsafe()


def test_looking_at_them_changes_nothing(db):
    user = User.objects.create_user(LOGINS[0].email, LOGINS[0].password)
    before = user.password
    run_checks(tags=["dimensions"])
    user.refresh_from_db()
    assert user.password == before
