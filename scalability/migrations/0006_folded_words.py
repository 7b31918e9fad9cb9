from django.db import migrations, models

from portal.core.text.folded_fields import AllWordsField, TitleKeyField, WordsField, refold


def fold(apps, schema_editor):
    using = schema_editor.connection.alias
    for name in ("CaseStudy", "Pillar", "Topic"):
        refold(apps.get_model("scalability", name), using)


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0035_folded_words'),
        ('scalability', '0005_case_study_story'),
    ]

    operations = [
        migrations.AddField(
            model_name='casestudy',
            name='all_words',
            field=AllWordsField('organisation', 'title', 'summary', default='', editable=False),
        ),
        migrations.AddField(
            model_name='casestudy',
            name='title_words',
            field=WordsField('organisation', 'title', default='', editable=False),
        ),
        migrations.AddField(
            model_name='pillar',
            name='all_words',
            field=AllWordsField('title', 'summary', default='', editable=False),
        ),
        migrations.AddField(
            model_name='pillar',
            name='title_key',
            field=TitleKeyField('title', default='', editable=False),
        ),
        migrations.AddField(
            model_name='pillar',
            name='title_words',
            field=WordsField('title', default='', editable=False),
        ),
        migrations.AddField(
            model_name='topic',
            name='all_words',
            field=AllWordsField('title', 'problem', default='', editable=False),
        ),
        migrations.AddField(
            model_name='topic',
            name='title_key',
            field=TitleKeyField('title', default='', editable=False),
        ),
        migrations.AddField(
            model_name='topic',
            name='title_words',
            field=WordsField('title', default='', editable=False),
        ),
        migrations.RunPython(fold, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='pillar',
            name='title',
            field=models.CharField(max_length=120),
        ),
        migrations.AlterField(
            model_name='topic',
            name='title',
            field=models.CharField(max_length=120),
        ),
        migrations.AddConstraint(
            model_name='pillar',
            constraint=models.UniqueConstraint(fields=('title_key',), name='scalability_pillar_title', violation_error_message='There is a pillar already whose title looks the same.'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.UniqueConstraint(fields=('title_key',), name='scalability_topic_title', violation_error_message='There is a topic already whose title looks the same.'),
        ),
    ]
