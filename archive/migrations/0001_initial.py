import django.core.validators
import django.db.models.deletion
import base.media.storage
import modelcluster.contrib.taggit
import modelcluster.fields
import uuid
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0003_gated'),
        ('base', '0001_initial'),
        ('members', '0005_institution_type'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArchivedArticlePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('gated_until', models.DateTimeField(blank=True, help_text='From then on everybody reads it in full; for good when empty.', null=True, verbose_name='for members until')),
                ('access', models.CharField(choices=[('open', 'Everyone'), ('members', 'Members')], default='members', max_length=8, verbose_name='who reads it in full')),
                ('department', models.CharField(blank=True, help_text='As the issue called it: Features, Viewpoints …', max_length=80, verbose_name='department')),
                ('teaser', models.TextField(blank=True, help_text='What everybody may read of it.', max_length=600, verbose_name='teaser')),
                ('text', models.TextField(blank=True, help_text='An empty line between paragraphs. Members read it in full.', verbose_name='text')),
                ('first_page', models.SmallIntegerField(blank=True, null=True, verbose_name='first page')),
                ('last_page', models.SmallIntegerField(blank=True, null=True, verbose_name='last page')),
                ('pdf', models.FileField(blank=True, max_length=255, storage=base.media.storage.gated_storage, upload_to='articles', verbose_name='PDF')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the page is shared; the lead image when this is empty.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='base.magazineimage')),
            ],
            options={
                'verbose_name': 'archived article',
                'verbose_name_plural': 'archived articles',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ArchivedCredit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('role', models.CharField(choices=[('author', 'Author'), ('interviewer', 'Interviewer'), ('interviewee', 'Interviewee'), ('photographer', 'Photographer'), ('translator', 'Translator'), ('organisation', 'Organisation')], default='author', max_length=16, verbose_name='role')),
                ('title', models.CharField(blank=True, help_text='Job title when the article was written; taken from the contributor when empty.', max_length=160, verbose_name='title at the time')),
                ('affiliation', models.CharField(blank=True, help_text='The institution’s name at the time; taken from the institution when empty.', max_length=200, verbose_name='affiliation as printed')),
                ('article', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='archive.archivedarticlepage')),
                ('contributor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='archived_credits', to='articles.contributor', verbose_name='contributor')),
                ('institution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='archived_credits', to='members.institution', verbose_name='institution at the time')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ArchivedTrend',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='archived_trends', to='archive.archivedarticlepage')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='archived_trends', to='articles.trend')),
            ],
        ),
        migrations.AddField(
            model_name='archivedarticlepage',
            name='trends',
            field=modelcluster.contrib.taggit.ClusterTaggableManager(blank=True, help_text='A comma-separated list of tags.', through='archive.ArchivedTrend', to='articles.Trend', verbose_name='trends'),
        ),
        migrations.CreateModel(
            name='ArchivePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('intro', models.TextField(blank=True, max_length=600, verbose_name='intro')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the page is shared; the lead image when this is empty.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='base.magazineimage')),
            ],
            options={
                'verbose_name': 'archive',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='IssuePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('gated_until', models.DateTimeField(blank=True, help_text='From then on everybody reads it in full; for good when empty.', null=True, verbose_name='for members until')),
                ('access', models.CharField(choices=[('open', 'Everyone'), ('members', 'Members')], default='members', max_length=8, verbose_name='who reads it in full')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1973), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('months', models.PositiveSmallIntegerField(choices=[(1, 'January/February'), (2, 'March/April'), (3, 'May/June'), (4, 'July/August'), (5, 'September/October'), (6, 'November/December')], verbose_name='months')),
                ('volume', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='volume')),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number')),
                ('issn', models.CharField(blank=True, max_length=9, validators=[django.core.validators.RegexValidator('^\\d{4}-\\d{3}[\\dX]$', 'An ISSN looks like 1234-567X (ISO 3297).')], verbose_name='ISSN')),
                ('overview', wagtail.fields.RichTextField(blank=True, verbose_name='overview')),
                ('pdf', models.FileField(blank=True, max_length=255, storage=base.media.storage.gated_storage, upload_to='issues', verbose_name='PDF')),
                ('page_count', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='pages')),
                ('first_folio', models.SmallIntegerField(default=1, help_text='What is printed on the first page of the PDF.', verbose_name='number of the first page')),
                ('rights_note', models.CharField(blank=True, help_text='Printed under the issue and its articles.', max_length=400, verbose_name='rights')),
                ('import_key', models.CharField(blank=True, db_index=True, editable=False, max_length=200)),
                ('import_digest', models.CharField(blank=True, editable=False, max_length=64)),
                ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='base.magazineimage', verbose_name='cover')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the page is shared; the lead image when this is empty.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='base.magazineimage')),
            ],
            options={
                'verbose_name': 'issue',
                'verbose_name_plural': 'issues',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='PageScan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('position', models.PositiveSmallIntegerField(help_text='Counted from 1 within the PDF.', verbose_name='position')),
                ('image', models.FileField(max_length=255, storage=base.media.storage.gated_storage, upload_to='scans')),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('text', models.TextField(blank=True)),
                ('needs_ocr', models.BooleanField(default=False, help_text='A picture of a page, in which no text was found.', verbose_name='without text')),
                ('issue', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='scans', to='archive.issuepage')),
            ],
            options={
                'ordering': ['issue', 'position'],
            },
        ),
        migrations.CreateModel(
            name='WebCompanion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('url', models.URLField(blank=True, verbose_name='link')),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.articlepage', verbose_name='article')),
                ('issue', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='web_companions', to='archive.issuepage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='archivedtrend',
            constraint=models.UniqueConstraint(fields=('tag', 'content_object'), name='archived_article_carries_a_trend_once'),
        ),
        migrations.AddConstraint(
            model_name='pagescan',
            constraint=models.UniqueConstraint(fields=('issue', 'position'), name='page_has_one_scan'),
        ),
    ]
