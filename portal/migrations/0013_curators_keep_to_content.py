"""Curators look after content: rights on what people keep came to the group by an accident of order."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PRIVATE = [
    *("profile", "rating", "ratingchange", "goal", "leftout", "planchoices", "note", "ownlink"),
    *("resourceprogress", "skillprogress", "returnlink"),
]


def take_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    using = schema_editor.connection.alias
    private = (
        apps.get_model("auth", "Permission")
        .objects.using(using)
        .filter(content_type__app_label="careers", content_type__model__in=PRIVATE)
    )
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name="Curators"):
        group.permissions.remove(*private)


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0012_loaded_file_digest"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(take_back, migrations.RunPython.noop)]
