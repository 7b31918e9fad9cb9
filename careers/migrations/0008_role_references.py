from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0007_source_review'),
    ]

    operations = [
        migrations.AddField(
            model_name='role',
            name='references',
            field=models.ManyToManyField(blank=True, help_text='The descriptions of the job that its requirements were compared with.', related_name='roles', to='careers.source'),
        ),
    ]
