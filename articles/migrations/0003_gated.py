from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0002_roles'),
    ]

    operations = [
        migrations.AddField(
            model_name='articlepage',
            name='access',
            field=models.CharField(choices=[('open', 'Everyone'), ('members', 'Members')], default='open', max_length=8, verbose_name='who reads it in full'),
        ),
        migrations.AddField(
            model_name='articlepage',
            name='gated_until',
            field=models.DateTimeField(blank=True, help_text='From then on everybody reads it in full; for good when empty.', null=True, verbose_name='for members until'),
        ),
    ]
