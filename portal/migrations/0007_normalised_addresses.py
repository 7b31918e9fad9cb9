"""Addresses that were kept as typed are written in their one way.

Where two accounts turn out to hold one mailbox, both stay as they are and are named: which of them
is right is for people to say. Nobody can sign in by the address that is not normalised.
"""

import logging

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from portal.core.accounts.email_addresses import normalise

logger = logging.getLogger(__name__)


def normalise_addresses(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    using = schema_editor.connection.alias
    users = apps.get_model("portal", "User").objects.using(using)
    addresses = apps.get_model("account", "EmailAddress").objects.using(using)
    for user in users.only("email").iterator():
        email = normalise(user.email)
        if email == user.email:
            continue
        others = users.filter(email=email).exclude(pk=user.pk)
        if other := others.first():
            logger.warning(
                "Users %s and %s hold the same mailbox; change or delete one.", user.pk, other.pk
            )
        else:
            users.filter(pk=user.pk).update(email=email)
    for address in addresses.only("email", "user", "verified").iterator():
        email = normalise(address.email)
        if email == address.email:
            continue
        same = addresses.filter(email=email).exclude(pk=address.pk)
        taken = same.filter(user=address.user_id) | same.filter(verified=True)
        if other := taken.first():
            logger.warning(
                "Users %s and %s have the same address; change or delete one (addresses %s, %s).",
                address.user_id,
                other.user_id,
                address.pk,
                other.pk,
            )
        else:
            addresses.filter(pk=address.pk).update(email=email)


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0006_email_address_field"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(normalise_addresses, migrations.RunPython.noop)]
