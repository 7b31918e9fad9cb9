import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('scalability', '0002_case_studies'),
    ]

    operations = [
        migrations.CreateModel(
            name='Addresses',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(max_length=250)),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addressed_by', to='scalability.topic')),
                ('strategy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='scalability.topic')),
            ],
            options={
                'verbose_name_plural': 'addresses',
                'ordering': ['strategy__title', 'challenge__title'],
                'constraints': [models.UniqueConstraint(fields=('strategy', 'challenge'), name='scalability_addresses_unique', violation_error_message='The strategy addresses this challenge already.'), models.CheckConstraint(condition=models.Q(('strategy', models.F('challenge')), _negated=True), name='scalability_addresses_not_itself', violation_error_message='A topic cannot address itself.')],
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('supports', 'supports'), ('needs', 'needs'), ('trades-off-with', 'trades off with')], max_length=16)),
                ('how', models.CharField(max_length=250)),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations_from', to='scalability.topic')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='scalability.topic')),
            ],
            options={
                'ordering': ['kind', 'other__title'],
                'constraints': [models.UniqueConstraint(fields=('topic', 'kind', 'other'), name='scalability_relation_unique', violation_error_message='The two topics are tied like this already.'), models.CheckConstraint(condition=models.Q(('topic', models.F('other')), _negated=True), name='scalability_relation_not_itself', violation_error_message='A topic cannot be tied to itself.')],
            },
        ),
    ]
