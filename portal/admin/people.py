"""The admin page of people."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from allauth.account import admin as allauth_admin
from allauth.account.models import EmailAddress
from allauth.mfa.admin import Authenticator  # which registers it
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import admin as auth_admin
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest

from portal.admin.base import BaseAdmin
from portal.admin.content import Deletion
from portal.core.accounts import second_factor
from portal.core.accounts.email_addresses import NormalisedEmailField
from portal.models import User

if TYPE_CHECKING:
    AnyUserAdmin = auth_admin.UserAdmin[User]
    AnyUserCreationForm = auth_forms.AdminUserCreationForm[User]
    AnyUserChangeForm = auth_forms.UserChangeForm[User]
else:
    AnyUserAdmin = auth_admin.UserAdmin
    AnyUserCreationForm = auth_forms.AdminUserCreationForm
    AnyUserChangeForm = auth_forms.UserChangeForm


class UserForm(AnyUserChangeForm):
    class Meta:
        model = User
        fields = "__all__"


class NewUserForm(AnyUserCreationForm):
    class Meta:
        model = User
        fields = ["email"]


# Anybody who could write a factor here could give a colleague one they know.
admin.site.unregister([Authenticator, EmailAddress, Group])


@admin.register(Group)
class GroupAdmin(BaseAdmin, auth_admin.GroupAdmin):  # type: ignore[misc]
    pass


@admin.register(EmailAddress)
class EmailAddressAdmin(BaseAdmin, allauth_admin.EmailAddressAdmin):  # type: ignore[misc]  # allauth has no types
    """Only superusers change the addresses of staff: a new password is mailed to any of them."""

    formfield_overrides = {models.EmailField: {"form_class": NormalisedEmailField}}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[EmailAddress]:
        rows: models.QuerySet[EmailAddress] = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.filter(user__is_staff=False)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if not request.user.is_superuser:
            kwargs["queryset"] = User.objects.filter(is_staff=False)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(User)
class UserAdmin(BaseAdmin, AnyUserAdmin):
    form = UserForm
    add_form = NewUserForm
    list_display = ["email", "first_name", "last_name", "is_staff", "is_active", "date_joined"]
    search_fields = ["email", "first_name", "last_name"]
    ordering = ["email"]
    actions = ["reset_second_factors"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password", "first_name", "last_name"]}),
        (
            "Permissions",
            {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "usable_password", "password1", "password2"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[Any]:
        fields = list(super().get_readonly_fields(request, obj))
        if request.user.is_superuser:
            return fields
        return [*fields, "is_staff", "is_superuser", "groups", "user_permissions"]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Deletion:
        """Show only people's names: their ratings are nobody else's business."""
        _, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return [str(person) for person in objs], counts, lacking, protected

    @admin.action(description="Reset second factors (lost phone)", permissions=["reset"])
    def reset_second_factors(self, request: HttpRequest, people: Iterable[User]) -> None:
        reset = [person for person in people if second_factor.reset(person)]
        said = "Second factors reset."
        LogEntry.objects.log_actions(request.user.pk or 0, reset, CHANGE, said)
        if reset:
            self.message_user(request, f"{said} {', '.join(map(str, reset))}", messages.SUCCESS)
        else:
            self.message_user(request, "None of them has a second factor.", messages.INFO)

    def has_reset_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser


def _may_touch(request: HttpRequest, person: User | None) -> bool:
    """Only superusers change staff: whoever sets a password can sign in with it."""
    return person is None or request.user.is_superuser or not person.is_staff
