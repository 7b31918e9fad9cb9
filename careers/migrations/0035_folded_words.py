from django.db import migrations, models

from portal.core.text.folded_fields import AllWordsField, TitleKeyField, WordsField, refold


def fold(apps, schema_editor):
    using = schema_editor.connection.alias
    for name in ("Family", "Resource", "Role", "Skill", "Source"):
        refold(apps.get_model("careers", name), using)
    refold(apps.get_model("careers", "RoleAlias"), using, within="role_id")
    refold(apps.get_model("careers", "SkillAlias"), using, within="skill_id")


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0034_profile_identity'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='rolealias',
            name='careers_rolealias_unique',
        ),
        migrations.RemoveConstraint(
            model_name='skillalias',
            name='careers_skillalias_unique',
        ),
        migrations.AddField(
            model_name='family',
            name='all_words',
            field=AllWordsField('title', 'summary', default='', editable=False),
        ),
        migrations.AddField(
            model_name='family',
            name='title_key',
            field=TitleKeyField('title', default='', editable=False),
        ),
        migrations.AddField(
            model_name='family',
            name='title_words',
            field=WordsField('title', default='', editable=False),
        ),
        migrations.AddField(
            model_name='resource',
            name='all_words',
            field=AllWordsField('title', 'by', default='', editable=False),
        ),
        migrations.AddField(
            model_name='resource',
            name='title_words',
            field=WordsField('title', default='', editable=False),
        ),
        migrations.AddField(
            model_name='role',
            name='all_words',
            field=AllWordsField('title', 'purpose', default='', editable=False),
        ),
        migrations.AddField(
            model_name='role',
            name='title_key',
            field=TitleKeyField('title', default='', editable=False),
        ),
        migrations.AddField(
            model_name='role',
            name='title_words',
            field=WordsField('title', default='', editable=False),
        ),
        migrations.AddField(
            model_name='rolealias',
            name='all_words',
            field=AllWordsField('name', default='', editable=False),
        ),
        migrations.AddField(
            model_name='rolealias',
            name='name_key',
            field=TitleKeyField('name', default='', editable=False),
        ),
        migrations.AddField(
            model_name='rolealias',
            name='name_words',
            field=WordsField('name', default='', editable=False),
        ),
        migrations.AddField(
            model_name='skill',
            name='all_words',
            field=AllWordsField('title', 'definition', default='', editable=False),
        ),
        migrations.AddField(
            model_name='skill',
            name='title_key',
            field=TitleKeyField('title', default='', editable=False),
        ),
        migrations.AddField(
            model_name='skill',
            name='title_words',
            field=WordsField('title', default='', editable=False),
        ),
        migrations.AddField(
            model_name='skillalias',
            name='all_words',
            field=AllWordsField('name', default='', editable=False),
        ),
        migrations.AddField(
            model_name='skillalias',
            name='name_key',
            field=TitleKeyField('name', default='', editable=False),
        ),
        migrations.AddField(
            model_name='skillalias',
            name='name_words',
            field=WordsField('name', default='', editable=False),
        ),
        migrations.AddField(
            model_name='source',
            name='all_words',
            field=AllWordsField('title', 'publisher', default='', editable=False),
        ),
        migrations.AddField(
            model_name='source',
            name='title_words',
            field=WordsField('title', default='', editable=False),
        ),
        migrations.RunPython(fold, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='family',
            name='title',
            field=models.CharField(max_length=80),
        ),
        migrations.AlterField(
            model_name='role',
            name='title',
            field=models.CharField(max_length=120),
        ),
        migrations.AlterField(
            model_name='skill',
            name='title',
            field=models.CharField(max_length=120),
        ),
        migrations.AddConstraint(
            model_name='family',
            constraint=models.UniqueConstraint(fields=('title_key',), name='careers_family_title', violation_error_message='There is a family already whose title looks the same.'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.UniqueConstraint(fields=('title_key',), name='careers_role_title', violation_error_message='There is a role already whose title looks the same.'),
        ),
        migrations.AddConstraint(
            model_name='rolealias',
            constraint=models.UniqueConstraint(fields=('role', 'name_key'), name='careers_rolealias_unique', violation_error_message='The role has this alias already.'),
        ),
        migrations.AddConstraint(
            model_name='skill',
            constraint=models.UniqueConstraint(fields=('title_key',), name='careers_skill_title', violation_error_message='There is a skill already whose title looks the same.'),
        ),
        migrations.AddConstraint(
            model_name='skillalias',
            constraint=models.UniqueConstraint(fields=('skill', 'name_key'), name='careers_skillalias_unique', violation_error_message='The skill has this alias already.'),
        ),
    ]
