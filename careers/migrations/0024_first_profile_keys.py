from uuid import UUID

from django.db import migrations

PORTION = 500


def keep_sessions(apps, schema_editor):
    """Sessions hold primary keys until now: as a UUID, the same number goes on opening its profile.

    Later profiles have random keys, so a number whose profile is gone opens no other one.
    """
    profile = apps.get_model("careers", "Profile")
    keyless = profile.objects.filter(key=None).order_by("pk")
    while rows := list(keyless.only("pk")[:PORTION]):
        for row in rows:
            row.key = UUID(int=row.pk)
        profile.objects.bulk_update(rows, ["key"])


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('careers', '0023_profile_key'),
    ]

    operations = [
        migrations.RunPython(keep_sessions, migrations.RunPython.noop),
    ]
