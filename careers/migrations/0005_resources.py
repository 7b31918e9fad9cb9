import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0004_labour'),
    ]

    operations = [
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], db_index=True, default='draft', help_text='Only published content is shown to visitors.', max_length=12)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('by', models.CharField(help_text='Authors or publisher.', max_length=200)),
                ('url', models.URLField(max_length=500, unique=True, verbose_name='address')),
                ('kind', models.CharField(choices=[('course', 'Course'), ('book', 'Book'), ('paper', 'Paper'), ('tutorial', 'Tutorial'), ('docs', 'Documentation'), ('video', 'Video'), ('project', 'Project'), ('standard', 'Standard')], max_length=12)),
                ('category', models.CharField(choices=[('data-analysis', 'Data analysis'), ('data-engineering', 'Data engineering'), ('deep-learning', 'Deep learning'), ('domain', 'Domains'), ('governance', 'Governance'), ('human', 'Working with people'), ('infrastructure', 'Infrastructure'), ('language-ai', 'Language AI'), ('machine-learning', 'Machine learning'), ('management', 'Management'), ('mathematics-statistics', 'Mathematics and statistics'), ('mlops', 'MLOps'), ('performance', 'Performance'), ('product-design', 'Product and design'), ('programming', 'Programming'), ('research', 'Research'), ('robotics-edge', 'Robotics and edge'), ('security-safety', 'Security and safety'), ('software-engineering', 'Software engineering'), ('vision-audio', 'Vision and audio')], max_length=40)),
                ('cost', models.CharField(choices=[('free', 'Free'), ('freemium', 'Partly free'), ('paid', 'Paid')], max_length=12)),
                ('language', models.CharField(default='en', max_length=2, validators=[django.core.validators.RegexValidator('^[a-z]{2}$', 'A language is two small letters: en.')])),
                ('hours', models.PositiveSmallIntegerField(blank=True, help_text='Our estimate for one learner.', null=True)),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)])),
            ],
            options={
                'ordering': [django.db.models.functions.text.Lower('title'), 'slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('hours', None), ('hours__gt', 0), _connector='OR'), name='careers_resource_hours', violation_error_message='Hours are more than none, or left empty.')],
            },
        ),
        migrations.CreateModel(
            name='Teaches',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level_from', models.PositiveSmallIntegerField(verbose_name='from level')),
                ('level_to', models.PositiveSmallIntegerField(verbose_name='to level')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='0 is the main subject of the resource; others follow.')),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teaches', to='careers.resource')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taught_by', to='careers.skill')),
            ],
            options={
                'verbose_name_plural': 'teaches',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('resource', 'skill'), name='careers_teaches_unique', violation_error_message='The resource teaches this skill already.'), models.CheckConstraint(condition=models.Q(('level_from__gte', 0), ('level_from__lt', models.F('level_to')), ('level_to__lte', 5)), name='careers_teaches_levels', violation_error_message='A resource leads from a level up to a higher one, 0 to 5.')],
            },
        ),
    ]
