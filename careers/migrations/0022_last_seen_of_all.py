import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0021_first_last_seen'),
    ]

    operations = [
        migrations.AlterField(
            model_name='profile',
            name='last_seen',
            field=models.DateTimeField(
                default=django.utils.timezone.now,
                editable=False,
                help_text='When the person last changed something, to within a day.',
            ),
        ),
        migrations.AddIndex(
            model_name='profile',
            index=models.Index(
                condition=models.Q(('member', None)), fields=['last_seen'], name='careers_profile_quiet'
            ),
        ),
    ]
