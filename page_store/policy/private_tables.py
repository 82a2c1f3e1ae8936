"""Tables and columns that no public page is made from; apps add theirs in `AppConfig.ready()`."""

ANY = frozenset({"INSERT", "UPDATE", "DELETE"})

TABLES: dict[str, frozenset[str]] = {}
COLUMNS: dict[str, frozenset[str]] = {}


def register_private_tables(*tables: str) -> None:
    """Say that no public page is made from these tables."""
    TABLES.update(dict.fromkeys(tables, ANY))


def register_private_columns(table: str, *columns: str) -> None:
    """Say that no public page is made from these columns of a table."""
    COLUMNS[table] = frozenset(columns)


register_private_tables("page_store_change")
register_private_tables("django_admin_log", "django_content_type", "django_migrations", "django_session")
register_private_tables("django_tasks_database_dbtaskresult")
register_private_tables("wagtail_headless_preview_pagepreview")
register_private_tables("wagtailadmin_admin", "wagtailadmin_editingsession", "wagtailadmin_formstate")
register_private_tables("wagtailcore_comment", "wagtailcore_commentreply", "wagtailcore_apitoken")
register_private_tables("wagtailcore_groupapprovaltask", "wagtailcore_groupapprovaltask_groups")
register_private_tables("wagtailcore_groupcollectionpermission", "wagtailcore_grouppagepermission")
register_private_tables("wagtailcore_groupsitepermission", "wagtailcore_pagesubscription", "wagtailcore_uploadedfile")
register_private_tables("wagtailcore_modellogentry", "wagtailcore_pagelogentry", "wagtailcore_referenceindex")
register_private_tables("wagtailcore_task", "wagtailcore_taskstate", "wagtailcore_workflow", "wagtailcore_workflowtask")
register_private_tables("wagtailcore_workflowcontenttype", "wagtailcore_workflowpage", "wagtailcore_workflowstate")
register_private_tables("wagtailsearch_indexentry", "wagtailsearch_indexentry_fts", "wagtailusers_userprofile")

# What a draft becomes shows when it is published.
register_private_tables("wagtailcore_revision")
register_private_columns(
    "wagtailcore_page",
    *("draft_title", "has_unpublished_changes", "latest_revision_id", "latest_revision_created_at"),
    *("locked", "locked_at", "locked_by_id"),
)

# A size of a picture that is made while a page is rendered, and a player that is looked up for it, change
# nothing; that they are gone might.
TABLES["base_rendition"] = TABLES["wagtailembeds_embed"] = frozenset({"INSERT"})
