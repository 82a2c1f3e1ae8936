"""The synonyms that a magazine begins with; editors change them in the desk."""

from pathlib import Path

from django.db import migrations

FILE = Path(__file__).parents[1] / "data" / "synonyms.txt"


def add(apps, schema_editor):
    lines = [line.strip() for line in FILE.read_text(encoding="utf-8").splitlines()]
    group = apps.get_model("search", "SynonymGroup")
    group.objects.bulk_create(group(words=line) for line in lines if line and not line.startswith("#"))


class Migration(migrations.Migration):
    dependencies = [("search", "0004_index")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
