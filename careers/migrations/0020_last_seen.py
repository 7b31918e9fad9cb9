from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0019_family_marks'),
    ]

    operations = [
        migrations.AddField(
            model_name='profile',
            name='last_seen',
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
