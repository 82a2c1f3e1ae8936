"""Keep what is ranked apart from the rows that are counted, and have everything indexed again with pairs of words."""

from django.db import migrations

from search.migration_operations import run_sql_by_vendor

POSTGRESQL = """
    ALTER TABLE search_searchdocument SET (toast_tuple_target = 128);
    ALTER TABLE search_searchdocument ALTER COLUMN heading SET STORAGE EXTERNAL;
    UPDATE search_searchdocument SET digest = '';
"""
UNDO_POSTGRESQL = """
    ALTER TABLE search_searchdocument RESET (toast_tuple_target);
    ALTER TABLE search_searchdocument ALTER COLUMN heading SET STORAGE MAIN;
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0005_synonyms")]
    operations = [run_sql_by_vendor({"postgresql": POSTGRESQL}, {"postgresql": UNDO_POSTGRESQL})]
