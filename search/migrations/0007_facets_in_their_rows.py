"""Keep the facets of a document in its row: PostgreSQL laid them apart, with a lookup for each document counted."""

from django.db import migrations

from search.migration_operations import run_sql_by_vendor

POSTGRESQL = """
    ALTER TABLE search_searchdocument ALTER COLUMN facets SET STORAGE MAIN;
    UPDATE search_searchdocument SET digest = '';
"""
UNDO_POSTGRESQL = "ALTER TABLE search_searchdocument ALTER COLUMN facets SET STORAGE EXTENDED"


class Migration(migrations.Migration):
    dependencies = [("search", "0006_narrow_rows")]
    operations = [run_sql_by_vendor({"postgresql": POSTGRESQL}, {"postgresql": UNDO_POSTGRESQL})]
