from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('page_store', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContentDate',
            fields=[
                ('address', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('content', models.CharField(max_length=32)),
                ('second', models.BigIntegerField()),
            ],
        ),
    ]
