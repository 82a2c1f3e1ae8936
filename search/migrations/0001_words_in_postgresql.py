"""How PostgreSQL takes texts apart into words, whatever the language of its server.

Accents do not matter and endings do not matter, as readers expect. There are no stop words: a search
finds what contains all of its words, so “the who” must not lose any.
"""

from django.db import migrations

from search.migration_operations import run_in_postgresql

ADD = """
    CREATE EXTENSION IF NOT EXISTS unaccent;
    CREATE TEXT SEARCH DICTIONARY dimensions_stem (TEMPLATE = snowball, LANGUAGE = english);
    CREATE TEXT SEARCH CONFIGURATION dimensions (COPY = english);
    ALTER TEXT SEARCH CONFIGURATION dimensions
        ALTER MAPPING FOR asciiword, asciihword, hword_asciipart WITH dimensions_stem;
    ALTER TEXT SEARCH CONFIGURATION dimensions
        ALTER MAPPING FOR word, hword, hword_part WITH unaccent, dimensions_stem;
"""
REMOVE = """
    DROP TEXT SEARCH CONFIGURATION dimensions;
    DROP TEXT SEARCH DICTIONARY dimensions_stem;
"""


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunPython(run_in_postgresql(ADD), run_in_postgresql(REMOVE))]
