from django.db import migrations, models


class Migration(migrations.Migration):
    """Rows from before stay empty, which is "not stated": a load fills the shipped ones, and
    content_report lists those of curators."""

    dependencies = [
        ('careers', '0029_source_kind'),
    ]

    operations = [
        migrations.AddField(
            model_name='resource',
            name='practice',
            field=models.CharField(blank=True, choices=[('none', 'No exercises'), ('exercises', 'With exercises'), ('project', 'With a project')], default='', help_text="Exercises are set tasks; in a project one builds a whole thing of one's own.", max_length=12),
            preserve_default=False,
        ),
    ]
