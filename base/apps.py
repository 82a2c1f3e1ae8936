from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from page_store.policy.private_tables import register_private_columns, register_private_tables


class BaseConfig(AppConfig):
    """Base page, images, documents and blocks; depends on no app but the page store."""

    name = "base"

    def ready(self) -> None:
        """Connect renditions to images, and tune PostgreSQL for short queries."""
        from base.background import kept
        from base.mail import outbox
        from base.media import avif, tasks

        _register_private_tables()
        kept.register()
        outbox.register_mail_retention()
        tasks.connect()
        avif.register()
        connection_created.connect(tune_for_short_queries)


def _register_private_tables() -> None:
    """Register the tables of Wagtail and of the task queue that no public page is made from."""
    register_private_tables(
        *("wagtailadmin_admin", "wagtailadmin_editingsession", "wagtailadmin_formstate"),
        *("wagtailcore_apitoken", "wagtailcore_comment", "wagtailcore_commentreply", "wagtailcore_pagesubscription"),
        *("wagtailcore_groupapprovaltask", "wagtailcore_groupapprovaltask_groups", "wagtailcore_uploadedfile"),
        *("wagtailcore_groupcollectionpermission", "wagtailcore_grouppagepermission"),
        *("wagtailcore_groupsitepermission", "wagtailcore_modellogentry", "wagtailcore_pagelogentry"),
        *("wagtailcore_referenceindex", "wagtailcore_task", "wagtailcore_taskstate", "wagtailcore_workflow"),
        *("wagtailcore_workflowcontenttype", "wagtailcore_workflowpage", "wagtailcore_workflowstate"),
        *("wagtailcore_workflowtask", "wagtail_headless_preview_pagepreview", "wagtailusers_userprofile"),
        *("django_tasks_database_dbtaskresult", "base_heartbeat", "base_outgoingmail"),
        # Drafts show once they are published.
        "wagtailcore_revision",
    )
    register_private_columns(
        "wagtailcore_page",
        *("draft_title", "has_unpublished_changes", "latest_revision_id", "latest_revision_created_at"),
        *("locked", "locked_at", "locked_by_id", "owner_id"),
    )
    # A rendition or a player that is created while a page is rendered changes nothing; that it is gone might.
    register_private_tables("base_rendition", "wagtailembeds_embed", writes=frozenset({"INSERT"}))


def tune_for_short_queries(connection: Any, **_sent: Any) -> None:
    """Turn off what takes PostgreSQL longer than answering our queries: JIT compilation and parallel workers.

    It uses them for queries that it expects to be long: after an import, until it has statistics, and because it does
    not know how few view restrictions there are.
    https://www.postgresql.org/docs/current/jit-decision.html
    https://www.postgresql.org/docs/current/when-can-parallel-query-be-used.html
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off; SET max_parallel_workers_per_gather = 0")
