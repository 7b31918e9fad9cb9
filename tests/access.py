"""Every route of the site, who asks for it, and what answers: the measured half of the matrix."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.test import Client
from django.urls import URLResolver, reverse

from careers.models import Profile, Role
from portal.models import User
from tests.authenticators import PASSKEY
from tests.factories import (
    make_family,
    make_occupation,
    make_resource,
    make_role,
    make_skill,
    make_source,
    make_user,
    make_visitor,
)
from tests.scalability.factories import (
    make_case_study,
    make_complete_case_study,
    make_complete_topic,
    make_pillar,
    make_topic,
)

METHODS = ("GET", "HEAD", "POST", "PURGE")  # the last is one that no view takes
KINDS = ("reader", "visitor", "member", "other", "curator", "superuser")
SECRET = "heliotrope"  # a word that stands in all that the member wrote
GROUP = re.compile(r"\(\?P(<\w+>)[^)]*\)")
OF_CONTENT = re.compile(r"^(/?)admin/(?:careers|scalability)/\w+/")

KEY = re.compile(r"/\d+/")


class Route(NamedTuple):
    """`row` is its line in access.txt: kinds of content in the admin share theirs."""

    pattern: str
    row: str


def routes_of(resolver: URLResolver, start: str = "") -> Iterator[Route]:
    for one in resolver.url_patterns:
        pattern = start + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes_of(one, pattern)
        else:
            plain = GROUP.sub(r"\1", pattern).replace("^", "").replace("$", "") or "/"
            yield Route(plain, OF_CONTENT.sub(r"\1admin/<content>/", plain))


class Scene:
    """A bit of content, and people of each kind; the member keeps something of everything."""

    def __init__(self) -> None:
        self.skill = make_skill(slug="a-skill")
        self.role = make_role(slug="a-role", requirements={self.skill: (3, 4)})
        self.resource = make_resource(slug="a-resource", teaches={self.skill: (0, 3)})
        self.occupation = make_occupation(slug="a-job", typical={self.skill: 2})
        self.topic, self.case_study = make_complete_topic(), make_complete_case_study()
        self.member = make_user(email=f"{SECRET}@example.org")
        self.email = EmailAddress.objects.create(
            user=self.member, email=self.member.email, verified=True, primary=True
        )
        self.passkey = WebAuthn.add(self.member, SECRET, PASSKEY).instance
        self.browsers = self._browsers()
        self.profile = Profile.objects.get(member=self.member)
        for make in (make_role, make_topic, make_resource, make_case_study, make_source):
            make()  # without anything that hangs on it, so that a curator may delete it
        for make in (make_pillar, make_family, make_skill, make_occupation):
            make()

    def _browsers(self) -> dict[str, Client]:
        curator = make_user(is_staff=True)
        curator.groups.add(Group.objects.get(name="Curators"))
        people = {
            "member": self.member,
            "other": make_user(),
            "curator": curator,
            "superuser": make_user(is_staff=True, is_superuser=True),
        }
        rated = {"ratings": {self.skill: 1}, "goals": [self.role]}
        browsers = {name: make_visitor(member=user, **rated) for name, user in people.items()}
        for name in ("skill_progress", "skill_note", "own_link_add"):
            address = reverse(f"careers:{name}", args=[self.skill.slug])
            browsers["member"].post(address, self.typed(SECRET))
        return browsers | {"reader": make_visitor(), "visitor": make_visitor(**rated)}

    def address_of(self, route: Route) -> str:
        named = {
            "<slug:slug>": self._slug(route),
            "<path:object_id>": self._key(route),
            "<str:sheet>": "ratings",
            "<str:token>": "no-such-link",
            "<key>": "gone",
            "<int:pk>": self.passkey.pk,
            "<id>": self.member.pk,
            "<uidb36>": "1",
            "<path:content_type_id>": ContentType.objects.get_for_model(Role).pk,
            "<app_label>": "careers",
            "<url>": "no-such-page",
        }
        address = route.pattern
        for place, value in named.items():
            address = address.replace(place, str(value))
        return f"/{address.lstrip('/')}"

    def _slug(self, route: Route) -> str:
        rows = {
            "roles/": self.role,
            "skills/": self.skill,
            "resources/": self.resource,
            "occupations/": self.occupation,
            "start/": self.occupation,
            "plan/skills/": self.skill,
            "plan/": self.role,
            "scalability/topics/": self.topic,
            "scalability/case-studies/": self.case_study,
            "scalability/": self.topic.pillar,
        }
        return next(
            (row.slug for start, row in rows.items() if route.pattern.startswith(start)), ""
        )

    def _key(self, route: Route) -> int | None:
        """Of the row in an address of the admin: of people the member's own."""
        match route.pattern.split("/"):
            case ["admin", "account", *_]:
                return self.email.pk
            case ["admin", "portal", *_]:
                return self.member.pk
            case ["admin", app, model, "<path:object_id>", *_] if app != "r":
                last: Any = apps.get_model(app, model)._default_manager.order_by("pk").last()
                return last.pk
        return self.role.pk

    def typed(self, words: str, address: str = "") -> dict[str, str]:
        """What fits all forms of visitors."""
        state = "done" if address.startswith("/resources/") else "reached"
        return {
            f"level-{self.skill.slug}": "2",
            "role": self.role.slug,
            "level": "2",
            "state": state,
            "text": words,
            "url": f"https://example.org/{SECRET}",
            "title": words,
            "evidence": words,
        }

    def ask(self, kind: str, method: str, address: str) -> "Answer":
        """What answers, with nothing of it left afterwards."""
        browser = self.browsers[kind]
        cookies = deepcopy(browser.cookies)
        written: list[str] = []
        with transaction.atomic(), connection.execute_wrapper(_noting(written)):
            if method == "POST":
                response = browser.post(address, self.typed("words", address))
            else:
                response = browser.generic(method, address)
            kept = self.kept() if written else None
            transaction.set_rollback(True)
        browser.cookies = cookies
        told = getattr(response, "content", b"").replace(self.typed("")["url"].encode(), b"")
        return Answer(_in_short(response), SECRET.encode() in told, kept)

    def kept(self) -> list[Any]:
        """All rows that hang on the member."""
        rows: list[Any] = list(User.objects.filter(pk=self.member.pk).values())
        for model, field in _of_people():
            owner = self.member if field.related_model is User else self.profile
            rows += model._default_manager.filter(**{field.name: owner}).order_by("pk").values()
        return rows


class Answer(NamedTuple):
    """`kept` is what the member has afterwards, None where nothing was written."""

    words: str
    tells_secret: bool
    kept: list[Any] | None


def _noting(written: list[str]) -> Callable[..., Any]:
    def note(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and "django_session" not in sql:
            written.append(sql)
        return execute(sql, *args)

    return note


def rows_in(text: str) -> dict[str, dict[str, list[str]]]:
    """Row -> kind of visitor -> what answers each of the methods."""
    rows: dict[str, dict[str, list[str]]] = {}
    last: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith(" "):
            kinds, answers = line.split(": ")
            last |= dict.fromkeys(_named(kinds.split(), last), _each(answers.split()))
        elif line and not line.startswith("#"):
            if line in rows:
                raise ValueError(f"{line} has two rows.")
            last = rows[line] = {}
    return rows


def _named(kinds: list[str], before: Collection[str]) -> list[str]:
    if kinds in (["everybody"], ["others"]):
        return [kind for kind in KINDS if kind not in before]
    return kinds


def _each(answers: list[str]) -> list[str]:
    """Of one answer for all methods, or three of which the first is that to GET and HEAD."""
    return answers * len(METHODS) if len(answers) == 1 else [answers[0], *answers]


def without_row(routes: Iterable[Route], rows: Mapping[str, Any]) -> list[str]:
    """Routes that nobody has said who may come in by."""
    return sorted({route.row for route in routes} - rows.keys())


def without_route(routes: Iterable[Route], rows: Mapping[str, Any]) -> list[str]:
    return sorted(rows.keys() - {route.row for route in routes})


def _of_people() -> Iterator[tuple[type[models.Model], "models.Field[Any, Any]"]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model in {User, Profile}:
                yield model, field


def _in_short(response: Any) -> str:
    """The status, or after > where a redirect leads."""
    if not 300 <= response.status_code < 400:
        return str(response.status_code)
    path = urlsplit(response["Location"]).path
    if path == reverse("account_login"):
        return ">login"
    return ">" + KEY.sub("/<path:object_id>/", OF_CONTENT.sub(r"\1admin/<content>/", path))
