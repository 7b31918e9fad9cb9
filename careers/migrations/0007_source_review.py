from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0006_profiles'),
    ]

    operations = [
        migrations.AddField(
            model_name='source',
            name='review_by',
            field=models.DateField(blank=True, help_text='The day by which to read it again; empty for what does not change, as a paper.', null=True),
        ),
    ]
