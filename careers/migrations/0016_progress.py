import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0015_plans'),
    ]

    operations = [
        migrations.CreateModel(
            name='ResourceProgress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('started', 'Started'), ('done', 'Done'), ('dropped', 'Dropped')], max_length=8)),
                ('changed', models.DateTimeField(default=django.utils.timezone.now)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='resource_progress', to='careers.profile')),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='careers.resource')),
            ],
            options={
                'verbose_name_plural': 'resource progress',
                'ordering': ['-changed', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('profile', 'resource'), name='careers_resourceprogress_unique', violation_error_message='The resource has a state already.'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'started', 'done', 'dropped'])), name='careers_resourceprogress_state', violation_error_message='A resource is planned, started, done or dropped.')],
            },
        ),
        migrations.CreateModel(
            name='SkillProgress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('learning', 'Learning'), ('reached', 'Reached')], max_length=8)),
                ('evidence', models.TextField(blank=True, help_text='What shows it.', max_length=2000)),
                ('evidence_url', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('on', models.DateField(blank=True, null=True, verbose_name='date')),
                ('changed', models.DateTimeField(default=django.utils.timezone.now)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skill_progress', to='careers.profile')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='careers.skill')),
            ],
            options={
                'verbose_name_plural': 'skill progress',
                'ordering': ['skill', 'level'],
                'constraints': [models.UniqueConstraint(fields=('profile', 'skill', 'level'), name='careers_skillprogress_unique', violation_error_message='This level of the skill has a state already.'), models.CheckConstraint(condition=models.Q(('level__range', (1, 5))), name='careers_skillprogress_level', violation_error_message='A level to reach is a whole number from 1 to 5.'), models.CheckConstraint(condition=models.Q(('state__in', ['learning', 'reached'])), name='careers_skillprogress_state', violation_error_message='A level is being learned or reached.')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=5000)),
                ('changed', models.DateTimeField(default=django.utils.timezone.now)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='careers.profile')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='careers.skill')),
            ],
            options={
                'ordering': ['skill'],
                'constraints': [models.UniqueConstraint(fields=('profile', 'skill'), name='careers_note_unique', violation_error_message='The skill has a note already.')],
            },
        ),
        migrations.CreateModel(
            name='OwnLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('title', models.CharField(blank=True, max_length=200)),
                ('added', models.DateTimeField(default=django.utils.timezone.now)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='own_links', to='careers.profile')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='careers.skill')),
            ],
            options={
                'ordering': ['added', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('profile', 'skill', 'url'), name='careers_ownlink_unique', violation_error_message='This address stands beside the skill already.')],
            },
        ),
    ]
