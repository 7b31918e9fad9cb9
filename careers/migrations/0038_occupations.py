import django.db.models.deletion
import django.db.models.functions.text
import portal.core.text.folded_fields
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

OF_CURATORS = ["occupation", "occupationcode", "occupationtitle", "typicalskill"]


def let_curators_in(apps, schema_editor):
    """The group was given what there was when it was made; these tables came later."""
    using = schema_editor.connection.alias
    app = apps.get_app_config("careers")
    app.models_module = True  # what Django looks at to tell whether an app has models
    create_permissions(app, verbosity=0, using=using, apps=apps)
    app.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    mine = permissions.filter(
        content_type__app_label="careers", content_type__model__in=OF_CURATORS
    )
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name="Curators"):
        group.permissions.add(*mine)


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0037_plain_messages'),
        ('portal', '0013_curators_keep_to_content'),
    ]

    operations = [
        migrations.CreateModel(
            name='Occupation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], db_index=True, default='draft', help_text='Only published content is shown to visitors.', max_length=12)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('title', models.CharField(max_length=120)),
                ('group', models.CharField(choices=[('health', 'Health and care'), ('education', 'Education'), ('finance', 'Finance and insurance'), ('law-public', 'Law, public service and defence'), ('engineering', 'Engineering and architecture'), ('science', 'Science'), ('data', 'Data and mathematics'), ('it', 'Software and IT'), ('design-media', 'Design, media and the arts'), ('sales-service', 'Marketing, sales and service'), ('operations', 'Management and operations'), ('trades', 'Skilled trades and transport'), ('study', 'Study')], max_length=20)),
                ('summary', models.CharField(help_text='What people in it do, in one or two sentences.', max_length=200)),
                ('bridge', models.TextField(help_text='How people from it usually come over, in one sentence.')),
                ('title_key', portal.core.text.folded_fields.TitleKeyField('title', default='', editable=False)),
                ('title_words', portal.core.text.folded_fields.WordsField('title', default='', editable=False)),
                ('all_words', portal.core.text.folded_fields.AllWordsField('title', default='', editable=False)),
                ('references', models.ManyToManyField(blank=True, help_text='What its typical levels were read from.', related_name='occupations', to='careers.source')),
            ],
            options={
                'ordering': [django.db.models.functions.text.Lower('title')],
            },
        ),
        migrations.CreateModel(
            name='OccupationCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('onet', 'O*NET'), ('esco', 'ESCO')], max_length=8)),
                ('code', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('uri', models.URLField(blank=True, verbose_name='address')),
                ('match', models.CharField(blank=True, choices=[('exact', 'the same occupation'), ('close', 'nearly the same occupation'), ('broad', 'a wider occupation'), ('narrow', 'a narrower occupation'), ('related', 'a related occupation')], help_text='Empty where nobody compared the two.', max_length=20)),
                ('occupation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='careers.occupation')),
                ('source', models.ForeignKey(help_text='The release of the taxonomy in which it was looked up.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='careers.source')),
            ],
            options={
                'ordering': ['-scheme', 'code'],
            },
        ),
        migrations.CreateModel(
            name='OccupationTitle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('title_key', portal.core.text.folded_fields.TitleKeyField('title', default='', editable=False)),
                ('name_words', portal.core.text.folded_fields.WordsField('title', default='', editable=False)),
                ('all_words', portal.core.text.folded_fields.AllWordsField('title', default='', editable=False)),
                ('occupation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='titles', to='careers.occupation')),
            ],
            options={
                'ordering': [django.db.models.functions.text.Lower('title')],
            },
        ),
        migrations.CreateModel(
            name='TypicalSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'Aware'), (2, 'Guided'), (3, 'Independent'), (4, 'Advanced')], help_text='1 aware to 4 advanced: nobody leads a field by their occupation alone.')),
                ('basis', models.CharField(choices=[('onet_skill', 'O*NET rating of a skill'), ('onet_knowledge', 'O*NET rating of knowledge'), ('onet_technology', 'O*NET list of technology'), ('esco_relation', 'ESCO list of skills'), ('editorial', 'our judgement')], max_length=20)),
                ('element', models.CharField(blank=True, help_text='What the source calls it; empty for our judgement.', max_length=200)),
                ('adjusted', models.BooleanField(default=False, help_text='The source gave another level, which was changed.')),
                ('occupation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='typical', to='careers.occupation')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='typical_of', to='careers.skill')),
            ],
            options={
                'ordering': ['-level', django.db.models.functions.text.Lower('skill__title')],
            },
        ),
        migrations.AddConstraint(
            model_name='occupation',
            constraint=models.UniqueConstraint(fields=('title_key',), name='careers_occupation_title', violation_error_message='Another occupation has a title that looks the same.'),
        ),
        migrations.AddConstraint(
            model_name='occupationcode',
            constraint=models.UniqueConstraint(fields=('occupation', 'scheme', 'code'), name='careers_occupationcode_unique', violation_error_message='The occupation already has this code.'),
        ),
        migrations.AddConstraint(
            model_name='occupationtitle',
            constraint=models.UniqueConstraint(fields=('occupation', 'title_key'), name='careers_occupationtitle_unique', violation_error_message='The occupation already has this title.'),
        ),
        migrations.AddConstraint(
            model_name='typicalskill',
            constraint=models.UniqueConstraint(fields=('occupation', 'skill'), name='careers_typicalskill_unique', violation_error_message='The occupation already lists this skill.'),
        ),
        migrations.AddConstraint(
            model_name='typicalskill',
            constraint=models.CheckConstraint(condition=models.Q(('level__range', (1, 4))), name='careers_typicalskill_level', violation_error_message='A typical level is a whole number from 1 to 4.'),
        ),
        migrations.AddConstraint(
            model_name='typicalskill',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('adjusted', False), ('basis', 'editorial'), ('element', '')), models.Q(models.Q(('basis', 'editorial'), _negated=True), models.Q(('element', ''), _negated=True)), _connector='OR'), name='careers_typicalskill_element', violation_error_message='Name the element of the source; leave it out only for our own judgement.'),
        ),
        migrations.RunPython(let_curators_in, migrations.RunPython.noop),
    ]
