from django.db import migrations


def remember_ratings(apps, schema_editor):
    """Begin the history of what was rated before there was one."""
    rating, change = (apps.get_model("careers", name) for name in ("Rating", "RatingChange"))
    change.objects.bulk_create(
        (
            change(profile_id=one.profile_id, skill_id=one.skill_id, level=one.level, changed=one.rated)
            for one in rating.objects.order_by("rated", "pk").iterator()
        ),
        batch_size=1000,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0013_rating_history'),
    ]

    operations = [
        migrations.RunPython(remember_ratings, migrations.RunPython.noop),
    ]
