from django.db import migrations, models
from django.db.models import F, Q

import careers.models.dates


def forget_reviews_of_before(apps, schema_editor):
    """A day of review before the source was seen says nothing."""
    source = apps.get_model("careers", "Source")
    source.objects.filter(review_by__lte=F("seen")).update(review_by=None)


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0035_folded_words'),
    ]

    operations = [
        migrations.RunPython(forget_reviews_of_before, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='source',
            name='seen',
            field=models.DateField(
                help_text='The day on which somebody last read the fact there.',
                validators=[careers.models.dates.not_to_come],
            ),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(
                condition=Q(review_by=None) | Q(review_by__gt=F('seen')),
                name='careers_source_review_after_seen',
                violation_error_message=(
                    'The review lies after the day the source was seen.'
                ),
            ),
        ),
    ]
