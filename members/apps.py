from django.apps import AppConfig

from page_store.policy.private_tables import register_private_columns, register_private_tables


class MembersConfig(AppConfig):
    """Users, institutions and who may read."""

    name = "members"

    def ready(self) -> None:
        """Follow the pages that are gated, and what shows where people work."""
        register_private_tables(
            *("members_affiliation", "members_giftlink", "members_invitation", "members_maildomain"),
            *("members_gatedtext", "members_network", "members_user_groups", "members_user_user_permissions"),
        )
        register_private_columns("members_user", "last_login", "password")
        from members import signals
        from members.reading import gated_index

        gated_index.connect()
        signals.connect()
