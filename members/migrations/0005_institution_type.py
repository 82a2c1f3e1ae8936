import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0004_types_and_categories")]
    operations = [
        migrations.RemoveField("institution", "former_type"),
        migrations.AlterField(
            model_name='institution',
            name='type',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='institutions', to='members.institutiontype', verbose_name='type'),
        ),
    ]
