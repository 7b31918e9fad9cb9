import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0011_equivalent_source'),
    ]

    operations = [
        migrations.AddField(
            model_name='profile',
            name='present_role',
            field=models.ForeignKey(blank=True, help_text='The role that the person works in now.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='careers.role'),
        ),
    ]
