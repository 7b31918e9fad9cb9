import uuid

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0024_first_profile_keys'),
    ]

    operations = [
        migrations.AlterField(
            model_name='profile',
            name='key',
            field=models.UUIDField(
                default=uuid.uuid4,
                editable=False,
                help_text='What sessions hold. Random: unlike a primary key it never comes twice.',
                unique=True,
            ),
        ),
    ]
