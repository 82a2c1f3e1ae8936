"""Tables and columns that no public page is made from; apps add theirs in `AppConfig.ready()`."""

ANY = frozenset({"INSERT", "UPDATE", "DELETE"})

TABLES: dict[str, frozenset[str]] = {}
COLUMNS: dict[str, frozenset[str]] = {}


def keep_private(*tables: str) -> None:
    """Say that no public page is made from these tables."""
    TABLES.update(dict.fromkeys(tables, ANY))


def keep_columns_private(table: str, *columns: str) -> None:
    """Say that no public page is made from these columns of a table."""
    COLUMNS[table] = frozenset(columns)


keep_private("page_store_change", "account_emailaddress", "account_emailconfirmation")
keep_private("auth_group", "auth_group_permissions", "auth_permission")
keep_private("django_admin_log", "django_content_type", "django_migrations", "django_session")
keep_private("django_tasks_database_dbtaskresult", "mfa_authenticator", "usersessions_usersession")
keep_private("socialaccount_socialaccount", "socialaccount_socialapp", "socialaccount_socialtoken")
keep_private("wagtail_headless_preview_pagepreview")
keep_private("wagtailadmin_admin", "wagtailadmin_editingsession", "wagtailadmin_formstate")
keep_private("wagtailcore_comment", "wagtailcore_commentreply", "wagtailcore_apitoken")
keep_private("wagtailcore_groupapprovaltask", "wagtailcore_groupapprovaltask_groups")
keep_private("wagtailcore_groupcollectionpermission", "wagtailcore_grouppagepermission")
keep_private("wagtailcore_groupsitepermission", "wagtailcore_pagesubscription", "wagtailcore_uploadedfile")
keep_private("wagtailcore_modellogentry", "wagtailcore_pagelogentry", "wagtailcore_referenceindex")
keep_private("wagtailcore_task", "wagtailcore_taskstate", "wagtailcore_workflow", "wagtailcore_workflowtask")
keep_private("wagtailcore_workflowcontenttype", "wagtailcore_workflowpage", "wagtailcore_workflowstate")
keep_private("wagtailsearch_indexentry", "wagtailsearch_indexentry_fts", "wagtailusers_userprofile")

# What a draft becomes shows when it is published.
keep_private("wagtailcore_revision")
keep_columns_private(
    "wagtailcore_page",
    *("draft_title", "has_unpublished_changes", "latest_revision_id", "latest_revision_created_at"),
    *("locked", "locked_at", "locked_by_id"),
)

# A size of a picture that is made while a page is rendered, and a player that is looked up for it, change
# nothing; that they are gone might.
TABLES["base_rendition"] = TABLES["wagtailembeds_embed"] = frozenset({"INSERT"})
