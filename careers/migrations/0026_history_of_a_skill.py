import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0025_profile_key_of_all'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='ratingchange',
            index=models.Index(
                fields=['profile', 'skill', 'changed'], name='careers_ratingchange_of_skill'
            ),
        ),
        migrations.AlterField(
            model_name='ratingchange',
            name='profile',
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name='history',
                to='careers.profile',
            ),
        ),
    ]
