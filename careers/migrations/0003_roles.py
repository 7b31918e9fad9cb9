import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0002_skills'),
    ]

    operations = [
        migrations.CreateModel(
            name='Family',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('title', models.CharField(max_length=80, unique=True)),
                ('summary', models.CharField(max_length=250)),
            ],
            options={
                'verbose_name_plural': 'families',
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], db_index=True, default='draft', help_text='Only published content is shown to visitors.', max_length=12)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('title', models.CharField(max_length=120, unique=True)),
                ('purpose', models.TextField(help_text='One sentence: what the role is there for.')),
                ('tasks', models.TextField(help_text='One a line.')),
                ('entry_level', models.CharField(choices=[('graduate', 'Graduate'), ('junior', 'Junior'), ('mid', 'Mid-career'), ('senior', 'Senior')], help_text='The usual first rung for this title.', max_length=12)),
                ('entry_route', models.TextField(help_text='How people usually come in.')),
                ('body', models.TextField(blank=True, help_text='Markdown.', verbose_name='more about it')),
                ('weight', models.PositiveIntegerField(default=0, editable=False)),
                ('essential_weight', models.PositiveIntegerField(default=0, editable=False)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles', to='careers.family')),
            ],
            options={
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='Requirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(help_text='1 aware to 5 leading.')),
                ('importance', models.PositiveSmallIntegerField(help_text='1 to 5; 4 and 5 are essential, 1 to 3 supporting.')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requirements', to='careers.skill')),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirements', to='careers.role')),
            ],
            options={
                'ordering': ['-importance', '-level', 'skill'],
                'constraints': [models.UniqueConstraint(fields=('role', 'skill'), name='careers_requirement_unique', violation_error_message='The role asks this skill already.'), models.CheckConstraint(condition=models.Q(('level__range', (1, 5))), name='careers_requirement_level', violation_error_message='A level is a whole number from 1 to 5.'), models.CheckConstraint(condition=models.Q(('importance__range', (1, 5))), name='careers_requirement_importance', violation_error_message='Importance is a whole number from 1 to 5.')],
            },
        ),
        migrations.CreateModel(
            name='RoleAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='careers.role')),
            ],
            options={
                'verbose_name_plural': 'role aliases',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('role', 'name'), name='careers_rolealias_unique', violation_error_message='The role has this alias already.')],
            },
        ),
    ]
