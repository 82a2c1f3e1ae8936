"""The index of each database; what there was before goes. `manage.py rebuild_search` fills it."""

from django.db import migrations

from search.migration_operations import run_sql_by_vendor

SQLITE = """
    CREATE VIRTUAL TABLE search_index USING fts5(
        title, names, trends, summary, text, exact, forms, facets, tokenize = "ascii tokenchars '_='"
    )
"""
POSTGRESQL = """
    DROP INDEX IF EXISTS dimensions_whole_entry;
    DROP TEXT SEARCH CONFIGURATION IF EXISTS dimensions;
    DROP TEXT SEARCH DICTIONARY IF EXISTS dimensions_stem;
    ALTER TABLE search_searchdocument ADD COLUMN heading tsvector;
    ALTER TABLE search_searchdocument ADD COLUMN whole tsvector;
    ALTER TABLE search_searchdocument ALTER COLUMN heading SET STORAGE MAIN;
    ALTER TABLE search_searchdocument ALTER COLUMN whole SET STORAGE EXTERNAL;
    CREATE INDEX search_document_whole ON search_searchdocument USING gin (whole) WITH (gin_pending_list_limit = 256);
    CREATE INDEX search_document_heading ON search_searchdocument
        USING gin (heading) WITH (gin_pending_list_limit = 256);
"""
UNDO_POSTGRESQL = """
    ALTER TABLE search_searchdocument DROP COLUMN heading;
    ALTER TABLE search_searchdocument DROP COLUMN whole;
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0003_documents")]
    operations = [
        run_sql_by_vendor(
            {"sqlite": SQLITE, "postgresql": POSTGRESQL},
            {"sqlite": "DROP TABLE search_index", "postgresql": UNDO_POSTGRESQL},
        )
    ]
