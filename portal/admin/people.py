"""The admin page of people."""

from typing import TYPE_CHECKING, Any

from allauth.account import admin as account_admin
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.models import Group
from django.http import HttpRequest

from portal.admin.base import BaseAdmin
from portal.admin.content import Deletion
from portal.models import User

if TYPE_CHECKING:
    AnyGroupAdmin = auth_admin.GroupAdmin[Group]
    AnyUserAdmin = auth_admin.UserAdmin[User]
    AnyUserCreationForm = auth_forms.AdminUserCreationForm[User]
    AnyUserChangeForm = auth_forms.UserChangeForm[User]
else:
    AnyGroupAdmin = auth_admin.GroupAdmin
    AnyUserAdmin = auth_admin.UserAdmin
    AnyUserCreationForm = auth_forms.AdminUserCreationForm
    AnyUserChangeForm = auth_forms.UserChangeForm


class SmallEmail(forms.EmailField):
    """An address in small letters, as `create_user` keeps it."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").lower()


class UserForm(AnyUserChangeForm):
    class Meta:
        model = User
        fields = "__all__"
        field_classes = {"email": SmallEmail}


class NewUserForm(AnyUserCreationForm):
    class Meta:
        model = User
        fields = ["email"]
        field_classes = {"email": SmallEmail}


admin.site.unregister([Group, EmailAddress])


@admin.register(Group)
class GroupAdmin(BaseAdmin, AnyGroupAdmin):
    pass


@admin.register(EmailAddress)
class EmailAddressAdmin(BaseAdmin, account_admin.EmailAddressAdmin):  # type: ignore[misc]
    pass  # allauth has no types


@admin.register(User)
class UserAdmin(BaseAdmin, AnyUserAdmin):
    form = UserForm
    add_form = NewUserForm
    list_display = ["email", "first_name", "last_name", "is_staff", "is_active", "date_joined"]
    search_fields = ["email", "first_name", "last_name"]
    ordering = ["email"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password", "first_name", "last_name"]}),
        (
            "What they may do",
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
        """Name the people alone: what somebody rated is for no other eyes."""
        _, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return [str(person) for person in objs], counts, lacking, protected


def _may_touch(request: HttpRequest, person: User | None) -> bool:
    """Staff are a superuser's to change: whoever sets a password can sign in with it."""
    return person is None or request.user.is_superuser or not person.is_staff
