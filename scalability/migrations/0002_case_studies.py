import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0006_profiles'),
        ('scalability', '0001_topics'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseStudy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], db_index=True, default='draft', help_text='Only published content is shown to visitors.', max_length=12)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('organisation', models.CharField(max_length=120)),
                ('title', models.CharField(max_length=200)),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)])),
                ('domain', models.CharField(max_length=80)),
                ('summary', models.TextField(help_text='One sentence.')),
                ('lessons', models.TextField(help_text='One a line.')),
                ('body', models.TextField(blank=True, help_text='Markdown.', verbose_name='more about it')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='The lowest is shown first.')),
                ('references', models.ManyToManyField(blank=True, related_name='case_studies', to='careers.source')),
                ('roles', models.ManyToManyField(blank=True, related_name='case_studies', to='careers.role')),
                ('skills', models.ManyToManyField(blank=True, related_name='case_studies', to='careers.skill')),
            ],
            options={
                'verbose_name_plural': 'case studies',
                'ordering': ['position', 'organisation', 'title'],
            },
        ),
        migrations.CreateModel(
            name='CaseTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('challenge', 'a challenge it met'), ('strategy', 'a strategy it used'), ('practice', 'a practice it used')], max_length=12)),
                ('case_study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='scalability.casestudy')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='scalability.topic')),
            ],
            options={
                'ordering': ['part', 'topic__title'],
            },
        ),
        migrations.AddField(
            model_name='casestudy',
            name='topics',
            field=models.ManyToManyField(related_name='case_studies', through='scalability.CaseTopic', to='scalability.topic'),
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(choices=[('scale', 'Scale'), ('outcome', 'Outcome')], max_length=8)),
                ('what', models.CharField(help_text='What exactly it counts.', max_length=150)),
                ('value', models.CharField(help_text='As the source states it: over 20 million.', max_length=80)),
                ('unit', models.CharField(max_length=60)),
                ('note', models.CharField(blank=True, max_length=250)),
                ('confidence', models.CharField(choices=[('high', 'read in the source, or in several that agree'), ('medium', 'read in a summary or one quotation, or worked out from the source')], max_length=8)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('case_study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='scalability.casestudy')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='careers.source')),
            ],
            options={
                'ordering': ['-about', 'position', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='casetopic',
            constraint=models.UniqueConstraint(fields=('case_study', 'topic', 'part'), name='scalability_casetopic_unique', violation_error_message='The topic plays this part already.'),
        ),
    ]
