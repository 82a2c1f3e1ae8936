"""Web server, background worker and scheduler as one."""

import os
import sys
import urllib.error
import urllib.request
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user_model

from dimensions.demo.logins import LOGINS, Login
from dimensions.embedded.supervisor import Service, Supervisor

WEB_THREADS = 4
ANY_HOST = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - how to reach what listens everywhere


def base_url(host: str, port: int) -> str:
    """Give the address at which this machine reaches the magazine."""
    return f"http://{ANY_HOST.get(host, f'[{host}]' if ':' in host else host)}:{port}"


def manage(*arguments: str) -> list[str]:
    """Give the command line of an administrative command."""
    return [sys.executable, str(settings.CHECKOUT / "manage.py"), *arguments]


def services(host: str, port: int) -> list[Service]:
    """Give the three processes of a magazine."""
    web = [
        *(sys.executable, "-m", "granian", "dimensions.wsgi:application", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--no-ws", "--blocking-threads", str(WEB_THREADS)),
        *("--log-level", "warning", "--workers-kill-timeout", "3", "--working-dir", str(settings.CHECKOUT)),
    ]
    return [
        Service("web", web),
        Service("worker", manage("db_worker", "--queue-name", "*", "--no-startup-delay")),
        Service("scheduler", manage("scheduler")),
    ]


def answers(url: str) -> bool:
    """Whether the magazine answers, even if it says no."""
    try:
        urllib.request.urlopen(f"{url}/health/", timeout=5).close()  # noqa: S310 - our own address
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def log_ins() -> list[Login]:
    """Give the log-ins of the sample magazine that still work as they came."""
    users = get_user_model().objects.in_bulk([login.email for login in LOGINS], field_name="email")
    return [
        login for login in LOGINS if (user := users.get(login.email)) and user.check_password(login.password)
    ]


def welcome(url: str) -> str:
    """Say where the magazine is and who may log in."""
    lines = ["", f"Dimensions is open at  {url}/", f"The editors work at    {url}/admin/", ""]
    if people := log_ins():
        lines += ["Log-ins of the sample magazine (role, e-mail, password):"]
        lines += [f"  {login.role:<18} {login.email:<36} {login.password}" for login in people] + [""]
    return "\n".join([*lines, "Ctrl-C stops everything."])


def pass_on_settings(url: str) -> None:
    """Let the processes that are started here use the settings of this one."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings.SETTINGS_MODULE
    os.environ["PYTHONUNBUFFERED"] = "1"
    os.environ.setdefault("SITE_URL", url)


def run(*, host: str, port: int, say: Callable[[str], object]) -> None:
    """Serve the magazine until somebody asks to stop."""
    url = base_url(host, port)
    Supervisor(services(host, port), say).run(
        is_ready=lambda: answers(url), when_ready=lambda: say(welcome(url))
    )
