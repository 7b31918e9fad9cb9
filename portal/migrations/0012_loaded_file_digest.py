"""What a file said when it and its row were last alike, so that no dump overwrites an edit of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0011_loaded_record")]

    operations = [
        migrations.AddField(
            "loadedrow", "file_digest", models.CharField(blank=True, default="", max_length=64)
        ),
        migrations.AlterField("loadedrow", "digest", models.CharField(blank=True, max_length=64)),
    ]
