import hashlib
import json

from django.db import migrations, models
from django.db.models import Q

LEVEL = 2


def digest_of(record):
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


def remember_levels(apps, schema_editor):
    """What was loaded said the links without a level: say it as the rows do now.

    Otherwise every skill that builds on another would seem changed by a curator.
    """
    loaded = apps.get_model("portal", "LoadedRow").objects.filter(kind="skill")
    for row in loaded.exclude(record=None):
        links = row.record.get("prerequisites")
        if isinstance(links, list):
            _remember(row, {**row.record, "prerequisites": dict.fromkeys(links, LEVEL)})


def forget_levels(apps, schema_editor):
    loaded = apps.get_model("portal", "LoadedRow").objects.filter(kind="skill")
    for row in loaded.exclude(record=None):
        links = row.record.get("prerequisites")
        if isinstance(links, dict):
            _remember(row, {**row.record, "prerequisites": sorted(links)})


def _remember(row, record):
    digest = digest_of(record)
    if row.file_digest == row.digest:
        row.file_digest = digest
    row.digest, row.record = digest, record
    row.save(update_fields=["digest", "record", "file_digest"])


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0027_requirement_choices'),
        ('portal', '0012_loaded_file_digest'),
    ]

    operations = [
        migrations.AddField(
            model_name='prerequisite',
            name='level',
            field=models.PositiveSmallIntegerField(choices=[(1, 'Aware'), (2, 'Guided'), (3, 'Independent'), (4, 'Advanced'), (5, 'Leading')], default=LEVEL, help_text='The level of the prerequisite at which the skill can be learned.'),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='prerequisite',
            constraint=models.CheckConstraint(condition=Q(('level__range', (1, 5))), name='careers_prerequisite_level', violation_error_message='A level is a whole number from 1 to 5.'),
        ),
        migrations.RunPython(remember_levels, forget_levels),
    ]
