import django.core.validators
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('title', models.CharField(max_length=250)),
                ('publisher', models.CharField(help_text='The authors or the organisation.', max_length=200)),
                ('url', models.URLField(max_length=500, unique=True, verbose_name='address')),
                ('year', models.PositiveSmallIntegerField(blank=True, help_text='Year of publication, where the source states one.', null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)])),
                ('seen', models.DateField(help_text='The day on which somebody last read the fact there.')),
            ],
            options={
                'ordering': [django.db.models.functions.text.Lower('title'), 'slug'],
            },
        ),
    ]
