"""An index of what a search looks through: title and body together.

Wagtail has one for each of them, which no question about both can use, and so reads every entry.
"""

from django.db import migrations

from search.migration_operations import run_in_postgresql

ADD = "CREATE INDEX dimensions_whole_entry ON wagtailsearch_indexentry USING gin ((title || body))"
REMOVE = "DROP INDEX dimensions_whole_entry"


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_words_in_postgresql"),
        ("wagtailsearch", "0009_remove_ngram_autocomplete"),
    ]
    operations = [migrations.RunPython(run_in_postgresql(ADD), run_in_postgresql(REMOVE))]
