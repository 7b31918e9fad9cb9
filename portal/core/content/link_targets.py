"""Where the links in a text lead: to a row (which may be missing), nowhere, or off the site."""

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

SAMPLE = "a"  # a slug to build an address with
CLOSED = ("admin", "djdt")  # closed to readers
WORKSHOP = "styleguide"  # only there during development
LOCAL = re.compile(r"localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|0\.0\.0\.0|.+\.local")


class Target(NamedTuple):
    """The row a link points to."""

    model: AnyModel
    slug: str

    @property
    def kind(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def is_source(self) -> bool:
        """Whether it has no page of its own, only an entry among the references of pages."""
        return "#" in address_of(self)


class Nowhere(NamedTuple):
    """Why a link leads nowhere, in words, and what may have been meant."""

    text: str
    path: str = ""


def targets_of(address: str, page: str = "/") -> list[Target] | Nowhere:
    """The rows a link on the site points to, by its path and its query."""
    try:
        parts = urlsplit(urljoin(page, address))
        host = parts.hostname or ""
    except ValueError:
        return Nowhere("This is not an address. Write https://… or /…/.")
    if not address.strip("#"):
        return Nowhere("The address is missing. Write it between the round brackets.")
    if parts.scheme == "mailto" or (host and not is_own(host)):
        return _elsewhere(parts.scheme, parts.path, host)
    if parts.scheme and not host:
        return Nowhere("The name of the site is missing. Write https://… or /…/.")
    path, fragment = unquote(parts.path) or "/", unquote(parts.fragment)
    if path == page and fragment.startswith("source-"):
        path, fragment = f"{SOURCES}/", fragment.removeprefix("source-")
    target = _on_this_site(path, fragment)
    return target if isinstance(target, Nowhere) else [*target, *_asked_for(parts.query)]


def is_own(host: str) -> bool:
    """Whether a host is this site, under any of its names."""
    site, _ = split_domain_port(urlsplit(settings.SITE_URL).netloc)
    named = [one for one in settings.ALLOWED_HOSTS if one != "*" and not LOCAL.fullmatch(one)]
    return host == site or validate_host(host, named)


def address_of(target: Target) -> str:
    return str(target.model(slug=target.slug).get_absolute_url())  # type: ignore[attr-defined]


def nearest_path(path: str) -> str:
    """The page of the site whose address is most like this one, or an empty text."""
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
        return Nowhere("The email address is missing.")
    if LOCAL.fullmatch(host):
        return Nowhere("It points to the reader's own computer. Write the public address.")
    return []


def _on_this_site(path: str, fragment: str) -> list[Target] | Nowhere:
    static = f"/{settings.STATIC_URL.strip('/')}/"
    if path.startswith(static):
        return [] if _is_file(path.removeprefix(static)) else Nowhere("This file doesn't exist.")
    match = _resolved(path) or _resolved(f"{path}/")
    if match is None:
        return Nowhere("This page doesn't exist.", path)
    if set(match.namespaces) & set(CLOSED) or match.url_name == WORKSHOP:
        return Nowhere("Readers don't have access to this page.")
    if not answers_get(match.func):
        return Nowhere("This address only accepts forms; it isn't a page.")
    model = _named_by(match.route, fragment)
    slug = fragment if model and "slug" not in match.kwargs else match.kwargs.get("slug", "")
    return [Target(model, slug)] if model else []


def _asked_for(query: str) -> Iterator[Target]:
    """The rows named by a query: `?role=data-engineer&skill=python`."""
    names = {model._meta.model_name: model for model in addressed().values()}
    for name, value in parse_qsl(query):
        if name in names:
            yield Target(names[name], value)


def _is_file(path: str) -> bool:
    try:
        return finders.find(path) is not None
    except (SuspiciousFileOperation, ValueError):  # outside the folder, or with a NUL in it
        return False


def _resolved(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _named_by(route: str, fragment: str) -> AnyModel | None:
    """The model whose row a route names, including pages that belong to the page of that row."""
    models = addressed()
    if fragment and (model := models.get(f"{route}#")):
        return model
    owners = [known for known in models if not known.endswith("#") and route.startswith(known)]
    return models[max(owners, key=len)] if owners else None


def answers_get(view: Callable[..., Any]) -> bool:
    """Whether a view shows a page, as far as Django's decorators tell."""
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
    """The addresses of the pages that always exist."""
    return sorted(f"/{route}" for route, view in _routes(get_resolver()) if answers_get(view))


def _routes(resolver: URLResolver, above: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    for one in resolver.url_patterns:
        route = above + str(one.pattern)
        if isinstance(one, URLPattern):
            if re.fullmatch(r"(?:[\w-]+/)*", route):
                yield route, one.callback
        elif one.namespace not in CLOSED:
            yield from _routes(one, route)
