import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0001_sources'),
    ]

    operations = [
        migrations.CreateModel(
            name='Prerequisite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'ordering': ['skill__title', 'needs__title'],
            },
        ),
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], db_index=True, default='draft', help_text='Only published content is shown to visitors.', max_length=12)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('title', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(choices=[('technical', 'Technical'), ('tool', 'Tool'), ('domain', 'Domain'), ('human', 'Human')], max_length=12)),
                ('category', models.CharField(choices=[('data-analysis', 'Data analysis'), ('data-engineering', 'Data engineering'), ('deep-learning', 'Deep learning'), ('domain', 'Domains'), ('governance', 'Governance'), ('human', 'Working with people'), ('infrastructure', 'Infrastructure'), ('language-ai', 'Language AI'), ('machine-learning', 'Machine learning'), ('management', 'Management'), ('mathematics-statistics', 'Mathematics and statistics'), ('mlops', 'MLOps'), ('performance', 'Performance'), ('product-design', 'Product and design'), ('programming', 'Programming'), ('research', 'Research'), ('robotics-edge', 'Robotics and edge'), ('security-safety', 'Security and safety'), ('software-engineering', 'Software engineering'), ('vision-audio', 'Vision and audio')], max_length=40)),
                ('definition', models.TextField(help_text='One sentence.')),
                ('esco_label', models.CharField(blank=True, max_length=200, verbose_name='ESCO label')),
                ('esco_uri', models.URLField(blank=True, verbose_name='ESCO address')),
                ('esco_match', models.CharField(blank=True, max_length=20, verbose_name='ESCO match')),
                ('prerequisites', models.ManyToManyField(related_name='leads_to', through='careers.Prerequisite', through_fields=('skill', 'needs'), to='careers.skill')),
            ],
            options={
                'ordering': [django.db.models.functions.text.Lower('title')],
            },
        ),
        migrations.AddField(
            model_name='prerequisite',
            name='needs',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needed_for', to='careers.skill'),
        ),
        migrations.AddField(
            model_name='prerequisite',
            name='skill',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needed', to='careers.skill'),
        ),
        migrations.CreateModel(
            name='SkillAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('ambiguous', models.BooleanField(default=False, help_text='Means something else too (R, Go, ML): needs context to count.')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='careers.skill')),
            ],
            options={
                'verbose_name_plural': 'skill aliases',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='SkillLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'Aware'), (2, 'Guided'), (3, 'Independent'), (4, 'Advanced'), (5, 'Leading')])),
                ('anchor', models.CharField(max_length=250)),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='careers.skill')),
            ],
            options={
                'ordering': ['level'],
            },
        ),
        migrations.AddConstraint(
            model_name='prerequisite',
            constraint=models.UniqueConstraint(fields=('skill', 'needs'), name='careers_prerequisite_unique', violation_error_message='The skill has this prerequisite already.'),
        ),
        migrations.AddConstraint(
            model_name='prerequisite',
            constraint=models.CheckConstraint(condition=models.Q(('skill', models.F('needs')), _negated=True), name='careers_prerequisite_not_itself', violation_error_message='A skill cannot be its own prerequisite.'),
        ),
        migrations.AddConstraint(
            model_name='skillalias',
            constraint=models.UniqueConstraint(fields=('skill', 'name'), name='careers_skillalias_unique', violation_error_message='The skill has this alias already.'),
        ),
        migrations.AddConstraint(
            model_name='skilllevel',
            constraint=models.UniqueConstraint(fields=('skill', 'level'), name='careers_skilllevel_unique', violation_error_message='The skill has an anchor for this level already.'),
        ),
        migrations.AddConstraint(
            model_name='skilllevel',
            constraint=models.CheckConstraint(condition=models.Q(('level__range', (1, 5))), name='careers_skilllevel_level', violation_error_message='A level is a whole number from 1 to 5.'),
        ),
    ]
