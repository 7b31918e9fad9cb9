"""What tests of admin share."""

from django.urls import reverse


def list_of(model):
    return reverse(f"admin:careers_{model._meta.model_name}_changelist")


def page_of(row):
    return reverse(f"admin:careers_{row._meta.model_name}_change", args=[row.pk])


def add_page(model):
    return reverse(f"admin:careers_{model._meta.model_name}_add")


def act(client, action, *rows):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(list_of(type(rows[0])), data, follow=True)
