"""Once, Wagtail's index had an index of ours; 0003 removes it where it was made."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_words_in_postgresql"),
        ("wagtailsearch", "0009_remove_ngram_autocomplete"),
    ]
    operations = []
