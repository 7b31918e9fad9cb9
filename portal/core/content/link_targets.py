"""Where the links of a text lead: to a row, which may be missing, nowhere, or out of the site."""

import inspect
import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.db.models import Model
from django.http.request import split_domain_port, validate_host
from django.urls import (
    Resolver404,
    ResolverMatch,
    URLPattern,
    URLResolver,
    get_resolver,
    resolve,
)

from portal.core.text.markdown import SOURCES

AnyModel: TypeAlias = type[Model]

SAMPLE = "a"  # a slug, to ask the address of a row that has it
CLOSED = ("admin", "djdt")  # what readers cannot enter
WORKSHOP = "styleguide"  # there only while somebody builds the site
LOCAL = re.compile(r"localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|0\.0\.0\.0|.+\.local")


class Target(NamedTuple):
    """The row that a link names."""

    model: AnyModel
    slug: str

    @property
    def kind(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def is_source(self) -> bool:
        """Whether it has no page, but an entry among the references of pages."""
        return "#" in address_of(self)


class Nowhere(NamedTuple):
    """Why a link leads nowhere, in words, and what may have been meant."""

    text: str
    path: str = ""


def targets_of(address: str, page: str = "/") -> list[Target] | Nowhere:
    """The rows that a link on a page of the site names, by its path and by what it asks."""
    try:
        parts = urlsplit(urljoin(page, address))
        host = parts.hostname or ""
    except ValueError:
        return Nowhere("This is no address. Write https://… or /…/.")
    if not address.strip("#"):
        return Nowhere("It has no address. Write one between the round brackets.")
    if parts.scheme == "mailto" or (host and not is_own(host)):
        return _elsewhere(parts.scheme, parts.path, host)
    if parts.scheme and not host:
        return Nowhere("No site is named in it. Write https://… or /…/.")
    path, fragment = unquote(parts.path) or "/", unquote(parts.fragment)
    if path == page and fragment.startswith("source-"):
        path, fragment = f"{SOURCES}/", fragment.removeprefix("source-")
    target = _on_this_site(path, fragment)
    return target if isinstance(target, Nowhere) else [*target, *_asked_for(parts.query)]


def is_own(host: str) -> bool:
    """Whether a host is this site, by the names that it goes by."""
    site, _ = split_domain_port(urlsplit(settings.SITE_URL).netloc)
    named = [one for one in settings.ALLOWED_HOSTS if one != "*" and not LOCAL.fullmatch(one)]
    return host == site or validate_host(host, named)


def address_of(target: Target) -> str:
    return str(target.model(slug=target.slug).get_absolute_url())  # type: ignore[attr-defined]


def nearest_path(path: str) -> str:
    """The page of the site whose address is most like this one, or nothing."""
    near = get_close_matches(path.lower(), _pages(), n=1, cutoff=0.7)
    return near[0] if near else ""


@cache
def addressed() -> dict[str, AnyModel]:
    """The models whose rows have an address, by the route of that address."""
    found: dict[str, AnyModel] = {}
    for model in apps.get_models():
        has_slug = any(field.name == "slug" for field in model._meta.fields)
        if has_slug and hasattr(model, "get_absolute_url"):
            path, _, fragment = address_of(Target(model, SAMPLE)).partition("#")
            found[resolve(path).route + ("#" if fragment else "")] = model
            for also in getattr(model, "also_at", ()):
                found[also] = model
    return found


def _elsewhere(scheme: str, path: str, host: str) -> Nowhere | list[Target]:
    if scheme == "mailto" and "@" not in path:
        return Nowhere("There is no email address in it.")
    if LOCAL.fullmatch(host):
        return Nowhere("It leads to the reader's own computer. Write the public address.")
    return []


def _on_this_site(path: str, fragment: str) -> list[Target] | Nowhere:
    static = f"/{settings.STATIC_URL.strip('/')}/"
    if path.startswith(static):
        return [] if _is_file(path.removeprefix(static)) else Nowhere("There is no such file.")
    match = _resolved(path) or _resolved(f"{path}/")
    if match is None:
        return Nowhere("There is no such page.", path)
    if set(match.namespaces) & set(CLOSED) or match.url_name == WORKSHOP:
        return Nowhere("Readers have no way in there.")
    if not answers_get(match.func):
        return Nowhere("A form is sent there; it is no page.")
    model = _named_by(match.route, fragment)
    slug = fragment if model and "slug" not in match.kwargs else match.kwargs.get("slug", "")
    return [Target(model, slug)] if model else []


def _asked_for(query: str) -> Iterator[Target]:
    """The rows that a question names: `?role=data-engineer&skill=python`."""
    names = {model._meta.model_name: model for model in addressed().values()}
    for name, value in parse_qsl(query):
        if name in names:
            yield Target(names[name], value)


def _is_file(path: str) -> bool:
    try:
        return finders.find(path) is not None
    except (SuspiciousFileOperation, ValueError):  # out of the folder, or with a NUL in it
        return False


def _resolved(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _named_by(route: str, fragment: str) -> AnyModel | None:
    """The model whose row a route names, be it for a page that belongs to that of the row."""
    models = addressed()
    if fragment and (model := models.get(f"{route}#")):
        return model
    owners = [known for known in models if not known.endswith("#") and route.startswith(known)]
    return models[max(owners, key=len)] if owners else None


def answers_get(view: Callable[..., Any]) -> bool:
    """Whether a view shows something, as far as Django's decorators say what it answers."""
    one: Any = view
    while one is not None:
        if inspect.isfunction(one):
            methods = inspect.getclosurevars(one).nonlocals.get("request_method_list")
            if methods is not None:
                return "GET" in methods
        one = getattr(one, "__wrapped__", None)
    return True


@cache
def _pages() -> list[str]:
    """The addresses of the pages that are always there."""
    return sorted(f"/{route}" for route, view in _routes(get_resolver()) if answers_get(view))


def _routes(resolver: URLResolver, above: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    for one in resolver.url_patterns:
        route = above + str(one.pattern)
        if isinstance(one, URLPattern):
            if re.fullmatch(r"(?:[\w-]+/)*", route):
                yield route, one.callback
        elif one.namespace not in CLOSED:
            yield from _routes(one, route)
