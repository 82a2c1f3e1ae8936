import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import members.models.affiliation
import members.models.gift
import members.validators
import modelcluster.fields
import modelsearch.index
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0002_institution'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='InstitutionType',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'institution type',
                'verbose_name_plural': 'institution types',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MembershipCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'membership category',
                'verbose_name_plural': 'membership categories',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='institution',
            name='in_passport_program',
            field=models.BooleanField(default=False, help_text='Its visitors enter other participants free. It decides nothing about reading.', verbose_name='in the Passport Program'),
        ),
        migrations.AddField(
            model_name='institution',
            name='latitude',
            field=models.FloatField(blank=True, help_text='Degrees, north positive: 38.9072.', null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='latitude'),
        ),
        migrations.AddField(
            model_name='institution',
            name='longitude',
            field=models.FloatField(blank=True, help_text='Degrees, east positive: -77.0369.', null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='longitude'),
        ),
        migrations.AddField(
            model_name='institution',
            name='number',
            field=models.CharField(blank=True, help_text='Its number in the association’s database; the roster is matched by it.', max_length=40, null=True, unique=True, verbose_name='number'),
        ),
        migrations.CreateModel(
            name='GatedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True)),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='gated_text', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'permissions': [('read_gated', 'Can read gated pieces in full')],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='GiftLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=members.models.gift.gift_token, editable=False, max_length=32, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('expires_at', models.DateTimeField(default=members.models.gift.gift_end, verbose_name='expires')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked')),
                ('opened', models.PositiveSmallIntegerField(default=0, verbose_name='opened by')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gift_links', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gift_links', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'gift link',
                'verbose_name_plural': 'gift links',
                'ordering': ['-created_at'],
            },
        ),
        migrations.RenameField('institution', 'type', 'former_type'),
        migrations.AddField(
            model_name='institution',
            name='type',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='institutions', to='members.institutiontype', verbose_name='type'),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('token', models.CharField(default=members.models.affiliation.invitation_token, editable=False, max_length=40, unique=True)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sent')),
                ('expires_at', models.DateTimeField(default=members.models.affiliation.invitation_end, verbose_name='expires')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked')),
                ('institution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='members.institution')),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-sent_at'],
            },
        ),
        migrations.CreateModel(
            name='MailDomain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('domain', models.CharField(help_text='What follows the @ in staff addresses: museum.example. Sub-domains need their own rows.', max_length=253, unique=True, validators=[members.validators.validate_mail_domain], verbose_name='domain')),
                ('verified_at', models.DateTimeField(blank=True, help_text='When somebody checked that it is the institution’s; until then it lets nobody in.', null=True, verbose_name='verified')),
                ('institution', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_domains', to='members.institution')),
            ],
            options={
                'verbose_name': 'e-mail domain',
                'verbose_name_plural': 'e-mail domains',
                'ordering': ['domain'],
            },
        ),
        migrations.CreateModel(
            name='Network',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cidr', models.CharField(help_text='In CIDR notation (RFC 4632): 203.0.113.0/24 or 2001:db8:40::/48.', max_length=49, validators=[members.validators.validate_network], verbose_name='network')),
                ('first', models.CharField(db_index=True, editable=False, max_length=32)),
                ('last', models.CharField(db_index=True, editable=False, max_length=32)),
                ('institution', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='networks', to='members.institution')),
            ],
            options={
                'verbose_name': 'network',
                'verbose_name_plural': 'networks',
                'ordering': ['first'],
            },
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('domain', 'E-mail domain'), ('invitation', 'Invitation'), ('request', 'Request'), ('sign_on', 'Single sign-on'), ('staff', 'Entered by the association')], max_length=12, verbose_name='known by')),
                ('state', models.CharField(choices=[('pending', 'Waiting for an answer'), ('active', 'Active'), ('refused', 'Refused'), ('left', 'Left'), ('removed', 'Removed')], db_index=True, default='active', max_length=10, verbose_name='state')),
                ('is_coordinator', models.BooleanField(default=False, help_text='Invites and removes colleagues there.', verbose_name='coordinator')),
                ('note', models.TextField(blank=True, help_text='What somebody wrote when asking to be added.', max_length=600, verbose_name='note')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('institution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='members.institution')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'affiliation',
                'verbose_name_plural': 'affiliations',
                'ordering': ['institution__name', 'created_at'],
                'constraints': [models.UniqueConstraint(fields=('user', 'institution'), name='one_affiliation_to_an_institution', violation_error_message='This person has an affiliation to the institution already.')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(blank=True, help_text='Empty for a membership without end.', null=True, verbose_name='last day')),
                ('grace_days', models.PositiveSmallIntegerField(default=30, help_text='How long its staff may read on while a renewal is under way.', verbose_name='days of grace')),
                ('institution', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='members.institution')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='members.membershipcategory', verbose_name='category')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'ordering': ['starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_ends_after_it_starts', violation_error_message='The last day is before the first day: check both.')],
            },
        ),
    ]
