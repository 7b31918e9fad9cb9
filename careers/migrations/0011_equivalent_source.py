import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0010_hour_ranges'),
    ]

    operations = [
        migrations.AddField(
            model_name='equivalent',
            name='source',
            field=models.ForeignKey(help_text='The release of the taxonomy in which it was looked up.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='careers.source'),
        ),
    ]
