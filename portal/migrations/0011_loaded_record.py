"""What was loaded last, so that a curator's changes can be told field by field.

It stays unknown for the rows that are there; the next load fills in those that nobody changed.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0008_unsent_mail")]

    operations = [
        migrations.AddField("loadedrow", "record", models.JSONField(blank=True, null=True)),
    ]
