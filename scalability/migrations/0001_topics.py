import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('careers', '0006_profiles'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pillar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], db_index=True, default='draft', help_text='Only published content is shown to visitors.', max_length=12)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('title', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(choices=[('challenge', 'Challenge'), ('strategy', 'Strategy')], max_length=12)),
                ('summary', models.TextField(help_text='One sentence.')),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['position', 'title'],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], db_index=True, default='draft', help_text='Only published content is shown to visitors.', max_length=12)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('title', models.CharField(max_length=120, unique=True)),
                ('problem', models.TextField()),
                ('how_tackled', models.TextField(help_text='One way a line.')),
                ('trade_offs', models.TextField(help_text='One a line.')),
                ('body', models.TextField(blank=True, help_text='Markdown.', verbose_name='more about it')),
                ('pillar', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='scalability.pillar')),
                ('references', models.ManyToManyField(blank=True, related_name='topics', to='careers.source')),
                ('roles', models.ManyToManyField(blank=True, help_text='The roles that own it.', related_name='topics', to='careers.role')),
                ('skills', models.ManyToManyField(blank=True, related_name='topics', to='careers.skill')),
            ],
            options={
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='RuleOfThumb',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.TextField(help_text='One sentence.')),
                ('formula', models.CharField(blank=True, max_length=300)),
                ('basis', models.CharField(blank=True, help_text='How it follows, where the source states it otherwise.', max_length=250)),
                ('confidence', models.CharField(choices=[('high', 'read in the source, or in several that agree'), ('medium', 'read in a summary or one quotation, or worked out from the source')], max_length=8)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='careers.source')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules_of_thumb', to='scalability.topic')),
            ],
            options={
                'verbose_name_plural': 'rules of thumb',
                'ordering': ['position', 'pk'],
            },
        ),
    ]
