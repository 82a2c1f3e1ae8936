"""The log-ins of the sample magazine, one for each way of working with it."""

from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password


class Login(NamedTuple):
    """Somebody who can try the sample magazine."""

    role: str
    email: str
    password: str
    first_name: str
    last_name: str
    group: str | None
    institution: str | None = None
    is_coordinator: bool = False


LOGINS = (
    Login("author", "author@dimensions.example", "sample-author", "Amara", "Osei", "Author"),
    Login("editor", "editor@dimensions.example", "sample-editor", "Edda", "Lindqvist", "Editor"),
    Login(
        "managing editor",
        "managing@dimensions.example",
        "sample-managing",
        "Mateo",
        "Varga",
        "Managing editor",
    ),
    Login("archivist", "archivist@dimensions.example", "sample-archivist", "Ottilie", "Brandvold", "Archivist"),
    Login(
        "membership manager",
        "membership@dimensions.example",
        "sample-membership",
        "Noor",
        "El Amrani",
        "Membership manager",
    ),
    Login("member", "member@dimensions.example", "sample-member", "Mei", "Tanaka", None, "kumohara-planetarium"),
    Login(
        "coordinator",
        "coordinator@dimensions.example",
        "sample-coordinator",
        "Inés",
        "Robledo",
        None,
        "vientoclaro",
        is_coordinator=True,
    ),
    Login("lapsed member", "lapsed@dimensions.example", "sample-lapsed", "Rhys", "Penhallow", None, "wharfside"),
)


def working_log_ins() -> list[Login]:
    """Return the log-ins that still work as they came."""
    users = get_user_model().objects.filter(email__in=[login.email for login in LOGINS])
    passwords = dict(users.values_list("email", "password"))
    existing = [login for login in LOGINS if login.email in passwords]
    return [login for login in existing if check_password(login.password, passwords[login.email])]


def with_published_password() -> list[str]:
    """Return the e-mail addresses of these log-ins."""
    return [login.email for login in working_log_ins()]
