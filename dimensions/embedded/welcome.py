"""The message on the screen once the magazine is open."""

from django.contrib.auth import get_user_model

from sample.logins import LOGINS, Login


def log_ins() -> list[Login]:
    """Return the log-ins of the sample magazine that still work as they came."""
    users = get_user_model().objects.in_bulk([login.email for login in LOGINS], field_name="email")
    return [login for login in LOGINS if (user := users.get(login.email)) and user.check_password(login.password)]


def welcome(url: str) -> str:
    """Return the address of the magazine and the sample log-ins that still work."""
    lines = ["", f"Dimensions is open at  {url}/", f"The editors work at    {url}/admin/", ""]
    if people := log_ins():
        lines += ["Log-ins of the sample magazine (role, e-mail, password):"]
        lines += [f"  {login.role:<18} {login.email:<36} {login.password}" for login in people] + [""]
    return "\n".join([*lines, "Ctrl-C stops everything."])
