from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0022_last_seen_of_all'),
    ]

    operations = [
        migrations.AddField(
            model_name='profile',
            name='key',
            field=models.UUIDField(editable=False, null=True),
        ),
    ]
