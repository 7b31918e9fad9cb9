from django.db import migrations, models


def spread(apps, schema_editor):
    """What curators estimated as one number is a range that begins and ends with it."""
    apps.get_model('careers', 'Resource').objects.update(
        hours_from=models.F('hours'), hours_to=models.F('hours')
    )


def gather(apps, schema_editor):
    apps.get_model('careers', 'Resource').objects.update(hours=models.F('hours_to'))


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0009_resource_summary'),
    ]

    operations = [
        migrations.AddField(
            model_name='resource',
            name='hours_from',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Our estimate for a quick learner, exercises included.', null=True),
        ),
        migrations.AddField(
            model_name='resource',
            name='hours_to',
            field=models.PositiveSmallIntegerField(blank=True, help_text='For a learner who takes the time.', null=True),
        ),
        migrations.RunPython(spread, gather),
        migrations.RemoveConstraint(
            model_name='resource',
            name='careers_resource_hours',
        ),
        migrations.RemoveField(
            model_name='resource',
            name='hours',
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hours_from', None), ('hours_to', None)), models.Q(('hours_from__gt', 0), ('hours_to__gte', models.F('hours_from'))), _connector='OR'), name='careers_resource_hour_range', violation_error_message='Hours lead from some to as many or more, or stay empty.'),
        ),
    ]
