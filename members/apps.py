from django.apps import AppConfig

from page_store.policy.addresses import register_bypass_cookie
from page_store.policy.private_tables import register_private_tables


class MembersConfig(AppConfig):
    """Users, institutions and who may read."""

    name = "members"

    def ready(self) -> None:
        """Connect signals, register a token check, and tell the page store which tables are private."""
        from base.api.auth import register_token_check
        from members import kept, signals
        from members.accounts.desk_access import STAFF_COOKIE
        from members.accounts.tokens import why_ended
        from members.audit import receivers
        from members.reading import media_uses

        register_bypass_cookie(STAFF_COOKIE)
        register_token_check(why_ended)
        _register_private_tables()
        media_uses.register_public_uses()
        signals.connect()
        kept.register()
        receivers.connect()


def _register_private_tables() -> None:
    register_private_tables(
        *("members_affiliation", "members_appliedrole", "members_deskinvitation", "members_gatedtext"),
        "members_giftlink",
        *("members_invitation", "members_maildomain", "members_network"),
        *("members_tokengrant", "members_answeredrequest"),
        # People with a log-in; whom a page names is a contributor.
        *("members_user", "members_user_groups", "members_user_user_permissions"),
        *("auth_group", "auth_group_permissions", "auth_permission"),
        *("account_emailaddress", "account_emailconfirmation", "mfa_authenticator", "usersessions_usersession"),
        *("socialaccount_socialaccount", "socialaccount_socialapp", "socialaccount_socialtoken"),
    )
