"""Tables and columns that no public page is made from.

Each app registers its own in `AppConfig.ready()`, and those of the libraries that only it uses. What is not
registered is public.
"""

WRITES = frozenset({"INSERT", "UPDATE", "DELETE"})

TABLES: dict[str, frozenset[str]] = {}
COLUMNS: dict[str, frozenset[str]] = {}


def register_private_tables(*tables: str, writes: frozenset[str] = WRITES) -> None:
    """Register tables of which the given kinds of writes never show."""
    TABLES.update(dict.fromkeys(tables, writes))


def register_private_columns(table: str, *columns: str) -> None:
    """Register columns of an otherwise public table."""
    COLUMNS[table] = frozenset(columns)


# The store's own, and Django's.
register_private_tables("page_store_change", "page_store_contentdate", "django_admin_log", "django_content_type")
register_private_tables("django_migrations", "django_session")
