"""What the racing submits send: every inline and every new row of the admin, every public form."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import Any

from django.contrib import admin
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from careers.models import ReturnLink
from portal.models import User
from tests.admin_pages import add_row, filled_in
from tests.bench.double_submits import Submit
from tests.factories import (
    make_case_study,
    make_family,
    make_profile,
    make_resource,
    make_role,
    make_skill,
    make_source,
    make_topic,
    make_user,
)
from tests.portal.admin.test_unique_rows import INLINES, make_ready_role, page_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
numbers = count(1)


def all_of() -> Iterator[Callable[[], Submit]]:
    boss = make_user(is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(boss, BACKEND)
    session = _session_of(boss)
    for make, inline, values in [*INLINES, *_others()]:
        for has_version in (True, False):
            yield partial(_row, client, session, make, inline, values, has_version=has_version)
    for model in ("family", "source", "role"):
        yield partial(_new, session, model)
    yield partial(_new_person, session)
    for action in ("publish", "take_back", "delete_selected"):
        yield partial(_action, session, action)
    yield partial(_deletion, session)
    for page, fields in _public():
        for is_member in (True, False):
            yield partial(_said, page, fields, is_member=is_member)
    yield _sign_up


def _others() -> list[tuple[Callable[[], Any], str, Callable[[], dict[str, Any]]]]:
    """Inlines whose rows may be alike: twice the same click must still make one."""
    fact = {"country": "GB", "occupation": "2136", "relation": "broad_group", "position": 0}
    pay = {"measure": "median_annual_wage", "amount": 5, "currency": "GBP", "period": "2025"}
    outlook = {"percent_change": 1, "period": "2024-2034", "evidence": "primary_page"}
    figure = {"about": "scale", "what": "x", "value": "1", "unit": "x", "confidence": "high"}
    rule = {"rule": "x", "basis": "x", "confidence": "high", "position": 0}
    return [
        (make_ready_role, "pay", lambda: fact | pay | {"source": make_source()}),
        (make_ready_role, "outlook", lambda: fact | outlook | {"source": make_source()}),
        (make_case_study, "figures", lambda: figure | {"position": 0, "source": make_source()}),
        (make_topic, "rules_of_thumb", lambda: rule | {"source": make_source()}),
    ]


def _row(
    client: Client, session: str, make: Any, inline: str, values: Any, *, has_version: bool
) -> Submit:
    row = make()
    sent = filled_in(client.get(page_of(row)))
    if not has_version:
        del sent["_shown"]
    add_row(sent, inline, **values())
    name = f"{row._meta.model_name} {inline}{'' if has_version else ', no version'}"
    return Submit(name, page_of(row), sent, session)


def _new(session: str, model: str) -> Submit:
    number = next(numbers)
    fields = {"title": f"New {number}", "slug": f"new-{number}", "summary": "x", "purpose": "x"}
    fields |= {"publisher": "x", "url": "https://a.example/", "seen": "2026-01-01", "tasks": "x"}
    fields |= {"state": "draft", "family": make_family().pk, "entry_level": "mid"}
    fields |= {"entry_route": "x", "mark": "circle"}
    for inline in admin.site.get_model_admin(
        make_family()._meta.apps.get_model("careers", model)
    ).inlines:
        prefix = inline.model._meta.get_field(model).remote_field.related_name
        fields |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    return Submit(f"new {model}", reverse(f"admin:careers_{model}_add"), fields, session)


def _new_person(session: str) -> Submit:
    password = "a fine long password"
    fields = {"email": f"new{next(numbers)}@example.com", "usable_password": "true"}
    fields |= {"password1": password, "password2": password}
    return Submit("new person", reverse("admin:portal_user_add"), fields, session)


def _action(session: str, action: str) -> Submit:
    state = "published" if action == "take_back" else "draft"
    role = make_role(state=state, requirements={make_skill(): (3, 4)}, aliases=["A"])
    fields = {"action": action, "_selected_action": role.pk, "post": "yes"}
    return Submit(f"action {action}", reverse("admin:careers_role_changelist"), fields, session)


def _deletion(session: str) -> Submit:
    role = make_ready_role()
    page = reverse("admin:careers_role_delete", args=[role.pk])
    return Submit("delete one role", page, {"post": "yes"}, session)


def _public() -> list[tuple[str, Callable[[], tuple[list[str], dict[str, Any]]]]]:
    """The name of each page, and what makes its arguments and fields anew."""

    def skill(**fields: Any) -> Callable[[], tuple[list[str], dict[str, Any]]]:
        return lambda: ([make_skill().slug], fields)

    def rated() -> tuple[list[str], dict[str, Any]]:
        return [], {f"level-{make_skill().slug}": "3"}

    def goal() -> tuple[list[str], dict[str, Any]]:
        return [], {"role": make_role().slug}

    def file() -> tuple[list[str], dict[str, Any]]:
        owner = make_profile(member=make_user(), ratings={make_skill(): 3})
        browser = Client()
        browser.force_login(owner.member, BACKEND)
        document = browser.get(reverse("careers:data_profile")).content
        return [], {"file": SimpleUploadedFile("profile.json", document, "application/json")}

    return [
        ("skill_note", skill(text="Mine.", version="")),
        ("skill_progress", skill(level="2", state="reached", evidence="So.")),
        ("own_link_add", skill(url="https://a.example/", title="A")),
        ("own_link_remove", skill(url="https://a.example/")),
        ("resource_progress", lambda: ([make_resource().slug], {"state": "done"})),
        ("ratings_save", rated),
        ("question_answer", rated),
        ("question_goals", lambda: ([], {"goals": make_role().slug})),
        ("present_role", lambda: ([], {"role": make_role().slug, "present": make_role().slug})),
        ("plan_choices_save", lambda: ([], {"hours_per_week": "8"})),
        ("goal_add", goal),
        ("goal_remove", lambda: ([make_role().slug], {})),
        ("skill_exclude", skill()),
        ("skill_include", skill()),
        ("data_import", file),
        ("return_link_create", lambda: ([], {})),
        ("return_link_revoke", lambda: ([], {})),
        ("return_link_open", lambda: ([ReturnLink.objects.make_for(make_profile())], {})),
        ("data_delete", lambda: ([], {"what": "data", "password": "correct horse"})),
    ]


def _said(
    page: str, make: Callable[[], tuple[list[str], dict[str, Any]]], *, is_member: bool
) -> Submit:
    """By somebody without a profile, where the form makes one; with one, where it takes away."""
    args, fields = make()
    person = make_user() if is_member else None
    session = _session_of(person)
    if (
        page in ("data_delete", "return_link_revoke", "return_link_create", "return_link_open")
        or not person
    ):
        profile = make_profile(**({"member": person} if person else {}))
        if not person:
            session = _session_of(None, profile=profile.pk)
    name = f"{page}, {'member' if is_member else 'visitor'}"
    return Submit(name, reverse(f"careers:{page}", args=args), fields, session)


def _sign_up() -> Submit:
    fields = {"email": f"p{next(numbers)}@example.com", "password1": "a fine long password"}
    return Submit("sign-up", reverse("account_signup"), fields, "")


def _session_of(person: User | None, **held: Any) -> str:
    session = SessionStore()
    session.update(held)
    if person:
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = BACKEND
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session.session_key or ""
