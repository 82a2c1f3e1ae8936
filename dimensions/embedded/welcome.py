"""The message on the screen once the magazine is open."""

from sample.logins import working_log_ins


def welcome(url: str) -> str:
    """Return the address of the magazine and the sample log-ins that still work."""
    lines = ["", f"Dimensions is open at  {url}/", f"The editors work at    {url}/admin/", ""]
    if people := working_log_ins():
        lines += ["Log-ins of the sample magazine (role, e-mail, password):"]
        lines += [f"  {login.role:<18} {login.email:<36} {login.password}" for login in people] + [""]
    return "\n".join([*lines, "Ctrl-C stops everything."])
