"""Take documents out of the folder from which a web server may hand out files by name."""

from django.core.files.storage import storages
from django.db import migrations, models

import base.media.storage


def move_documents(apps, schema_editor):
    public, gated = storages["default"], storages["gated"]
    for document in apps.get_model("base", "MagazineDocument").objects.all():
        name = document.file.name
        if public.exists(name) and not gated.exists(name):
            with public.open(name) as file:
                gated.save(name, file)
            public.delete(name)


class Migration(migrations.Migration):
    dependencies = [("base", "0001_initial")]
    operations = [
        migrations.AlterField(
            model_name="magazinedocument",
            name="file",
            field=models.FileField(
                storage=base.media.storage.gated_storage, upload_to="documents", verbose_name="file"
            ),
        ),
        migrations.RunPython(move_documents, migrations.RunPython.noop),
    ]
