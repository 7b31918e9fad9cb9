"""Who uses which template: by includes, by what extends it, by tags, and by Python."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django import forms
from django.conf import settings
from django.template.utils import get_app_template_dirs

from portal.site.styleguide.page import GROUPS

APPS = ("portal", "careers", "scalability")
INCLUDE = re.compile(r'\{%\s*include\s+"([^"#]+)"(?:\s+with\s+([^%]+?))?(\s+only)?\s*%\}')
EXTENDS = re.compile(r'\{%\s*extends\s+"([^"]+)"')
COMPONENT = re.compile(r'\{%\s*component\s+"([^"]+)"([^%]*?)\s*%\}')
TAG = re.compile(r"\{%\s*(\w+)")
GUIDE = "portal/styleguide"
SHOWN_BY_DJANGO = {"400.html", "403.html", "404.html", "500.html"}
EVERY_PAGE = {"one page", "and another"}


class Include(NamedTuple):
    by: str
    name: str
    inputs: set[str]
    is_only: bool


class TemplateTree(NamedTuple):
    """The source of each template by name, and the modules that name or make it."""

    sources: dict[str, str]
    modules: dict[str, set[str]]
    tags: dict[str, str]  # the template of a tag

    def includes(self) -> Iterator[Include]:
        for by, source in self.sources.items():
            for name, given, only in INCLUDE.findall(source):
                yield Include(by, name, _inputs(given), bool(only))
            for name, given in COMPONENT.findall(source):
                yield Include(by, name, _inputs(given), is_only=True)

    def users(self) -> dict[str, set[str]]:
        """The templates that include each one, by whichever tag."""
        users = defaultdict(set)
        for include in self.includes():
            users[include.name].add(include.by)
        for by, source in self.sources.items():
            for tag in set(TAG.findall(source)) & self.tags.keys():
                users[self.tags[tag]].add(by)
        return users

    def frames(self) -> dict[str, set[str]]:
        """The templates that extend each one."""
        frames = defaultdict(set)
        for by, source in self.sources.items():
            for frame in EXTENDS.findall(source):
                frames[frame].add(by)
        return frames

    def pages(self, name: str) -> set[str]:
        """The pages that show a template, by whatever ways, but for the style guide.

        Python that makes one counts as a page. What the ground floor makes, and what stands in for
        a template of a library, may be on any page.
        """
        users, frames = self.users(), self.frames()
        found, seen, waiting = set(), set(), [name]
        while waiting:
            one = waiting.pop()
            if one in seen or one.startswith(GUIDE):
                continue
            seen.add(one)
            above = users[one] | frames[one]
            makers = self.modules.get(one, set()) if self.is_shared_or_part(one) else set()
            found |= makers
            if is_of_a_library(one) or any(by.startswith("portal/core/") for by in makers):
                found |= EVERY_PAGE
            elif not above and not self.is_shared_or_part(one):
                found.add(one)
            waiting += above
        return found

    def is_shared_or_part(self, name: str) -> bool:
        return name.startswith("components/") or self.page_of(name) is not None

    def page_of(self, name: str) -> str | None:
        """The page beside which a part lies, in a folder of its name."""
        page = f"{name.rpartition('/')[0]}.html"
        return page if page in self.sources and not is_of_a_library(name) else None


def template_tree() -> TemplateTree:
    root = Path(settings.BASE_DIR, "templates")
    files = [*root.rglob("*.html"), *root.rglob("*.txt")]
    sources = {file.relative_to(root).as_posix(): file.read_text() for file in files}
    tags = dict(_tags())
    return TemplateTree(sources, _modules(), tags)


@cache
def is_of_a_library(name: str) -> bool:
    """Whether it stands in for a template of Django's or of another package."""
    roots = [*get_app_template_dirs("templates"), Path(forms.__file__).parent / "templates"]
    return any(Path(root, name).exists() for root in roots)


def _inputs(given: str) -> set[str]:
    return set(re.findall(r"(?:^|\s)(\w+)=", given))


def _tags() -> Iterator[tuple[str, str]]:
    """The functions among the tags that make a template, with its name."""
    for file in _python("templatetags/*.py"):
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                yield from ((node.name, name) for name in _names(node))


def _modules() -> dict[str, set[str]]:
    """Who names each template."""
    modules: dict[str, set[str]] = defaultdict(set)
    for file in _python("**/*.py"):
        if file.parent.name != "templatetags":
            for name in _names(ast.parse(file.read_text())):
                modules[name].add(file.relative_to(settings.BASE_DIR).as_posix())
    for name in GROUPS:
        modules[f"{GUIDE}/{name}.html"].add(GUIDE)
    return modules


def _names(tree: ast.AST) -> Iterator[str]:
    """The templates, and parts of them, that a piece of Python names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = re.fullmatch(r"([\w/]+\.(?:html|txt))(?:#\w+)?", node.value)
            if found:
                yield found[1]


def _python(pattern: str) -> Iterator[Path]:
    root = Path(settings.BASE_DIR)
    return (file for app in APPS for file in root.glob(f"{app}/{pattern}"))
