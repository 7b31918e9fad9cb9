from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0008_role_references'),
    ]

    operations = [
        migrations.AddField(
            model_name='resource',
            name='summary',
            field=models.TextField(blank=True, help_text='One honest sentence: what it gives, and for whom.'),
        ),
    ]
