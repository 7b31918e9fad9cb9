"""The group of people who look after the content."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CONTENT = ["careers", "scalability"]
PRIVATE = ["profile", "rating"]


def make_group(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    using = schema_editor.connection.alias
    _make_permissions(apps, using)
    permissions = (
        apps.get_model("auth", "Permission")
        .objects.using(using)
        .filter(content_type__app_label__in=CONTENT)
        .exclude(content_type__model__in=PRIVATE)
    )
    group, _ = apps.get_model("auth", "Group").objects.using(using).get_or_create(name="Curators")
    group.permissions.set(permissions)


def _make_permissions(apps: Apps, using: str) -> None:
    """Django makes permissions only after the last migration; the group needs them now."""
    for label in CONTENT:
        app = apps.get_app_config(label)
        app.models_module = True  # what Django looks at to tell whether an app has models
        create_permissions(app, verbosity=0, using=using, apps=apps)
        app.models_module = None


def remove_group(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name="Curators").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0002_loaded_row"),
        ("careers", "0006_profiles"),
        ("scalability", "0003_ties"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_group, remove_group)]
