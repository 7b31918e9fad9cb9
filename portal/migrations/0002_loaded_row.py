from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0001_user'),
    ]

    operations = [
        migrations.CreateModel(
            name='LoadedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('slug', models.CharField(max_length=120)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'slug'), name='portal_loadedrow_unique', violation_error_message='This row is remembered already.')],
            },
        ),
    ]
