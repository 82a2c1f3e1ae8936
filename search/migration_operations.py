"""Migration operations that run different SQL on each database."""

from collections.abc import Callable

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.special import RunPython
from django.db.migrations.state import StateApps


def run_sql_by_vendor(forwards: dict[str, str], backwards: dict[str, str]) -> RunPython:
    """Return the operation that runs the statements for the database in use, if there are any."""

    def runner(statements: dict[str, str]) -> Callable[[StateApps, BaseDatabaseSchemaEditor], None]:
        def run(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
            if sql := statements.get(schema_editor.connection.vendor):
                schema_editor.execute(sql, params=None)

        return run

    return RunPython(runner(forwards), runner(backwards))
