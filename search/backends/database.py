"""The search in the database in use: Wagtail's, with an index that costs the same however large it is.

Wagtail measures all titles and looks through all entries whenever a single one is saved, and takes the words
of an object apart several times. Its results stay: their order follows BM25 on SQLite and `ts_rank` on
PostgreSQL, weighed by how short a title is beside the average title. Here that average is the one of the
titles that were indexed last; `update_index` takes it from all titles, and for all entries. Of very many
objects that are found, those that came last are ranked.
"""

from typing import Any

from django.db import connection
from django.utils.module_loading import import_string
from modelsearch.backends.base import BaseIndex
from modelsearch.backends.database import SearchBackend

# Each of them can be imported on its database only.
PARTS = {
    "sqlite": {
        "index_class": "search.backends.sqlite.Index",
        "results_class": "search.backends.sqlite.Results",
        "query_compiler_class": "search.backends.sqlite.QueryCompiler",
        "autocomplete_query_compiler_class": "search.backends.sqlite.AutocompleteQueryCompiler",
    },
    "postgresql": {
        "index_class": "search.backends.postgresql.Index",
        "results_class": "search.backends.postgresql.Results",
        "query_compiler_class": "search.backends.postgresql.QueryCompiler",
        "autocomplete_query_compiler_class": "search.backends.postgresql.AutocompleteQueryCompiler",
    },
}


def database_backend(params: dict[str, Any]) -> Any:
    """Return Wagtail's backend; where it keeps an index, with parts of ours."""
    backend = SearchBackend(params)
    if backend.index_class is not BaseIndex:
        for name, path in PARTS.get(connection.vendor, {}).items():
            setattr(backend, name, import_string(path))
    return backend
