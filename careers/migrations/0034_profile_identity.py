import uuid

import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

PORTION = 500


def give_identities(apps, schema_editor):
    profile = apps.get_model("careers", "Profile")
    without = profile.objects.filter(identity=None).order_by("pk")
    while rows := list(without.only("pk")[:PORTION]):
        for row in rows:
            row.identity = uuid.uuid4()
        profile.objects.bulk_update(rows, ["identity"])


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0033_stored_values'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='profile',
            name='identity',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.RunPython(give_identities, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='profile',
            name='identity',
            field=models.UUIDField(
                default=uuid.uuid4,
                editable=False,
                help_text=(
                    'What ids that leave the portal are made of. Random; unlike the key it opens '
                    "nothing, and goes along in the person's file."
                ),
            ),
        ),
        migrations.AlterField(
            model_name='profile',
            name='created',
            field=models.DateTimeField(
                default=django.utils.timezone.now,
                editable=False,
                help_text=(
                    'Since when the identity stands; of two that are joined the older stays.'
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name='profile',
            constraint=models.UniqueConstraint(
                condition=models.Q(('member__isnull', False)),
                fields=('identity',),
                name='careers_profile_identity_of_one_member',
                violation_error_message='Another member has this identity.',
            ),
        ),
    ]
