"""Content reaches readers through `published()` alone: no other place filters by its state."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOOR = "portal/core/publication.py"
# What a person does with a resource or a level has a state too, which is no state of content.
PROGRESS = "careers/models/progress.py"
RECORDS = "portal/core/content/records.py"  # rows of a file, which no reader sees
LOOKUPS = {"state", "state__in", "state__exact", "state__iexact", "state__startswith"}
ASKS = {"filter", "exclude", "get", "annotate", "Q", "When"}
FOR_MODELS = {"is_published", "is_draft"}
CURATORS_OWN = {"marked_published", "drafts", "not_yet"}


def bare_filters(source: str, path: str = "careers/views/x.py") -> list[int]:
    """The lines that filter content by its state, or ask the door for it outside of a model."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call() if _filters(node, path):
                found.add(node.lineno)
            case ast.Dict() if any(_is_path(key) for key in node.keys):
                found.add(node.lineno)
            case ast.Tuple(elts=[first, _]) if _is_path(first) or _is_of_state(node):
                found.add(node.lineno)
            case ast.Compare() if any(map(_reads_state, [node.left, *node.comparators])):
                if any(map(_is_state, [node.left, *node.comparators])):
                    found.add(node.lineno)
            case ast.ImportFrom(names=names) if "/models/" not in path:
                if FOR_MODELS & {one.name for one in names}:
                    found.add(node.lineno)
            case ast.Constant(value=str(text)) if _is_sql(text):
                found.add(node.lineno)
    return sorted(found)


def _filters(call: ast.Call, path: str) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in CURATORS_OWN:
        return not path.startswith("portal/admin/")
    lookups = {word.arg for word in call.keywords if word.arg}
    own = lookups & LOOKUPS if path != PROGRESS and name in ASKS else set()
    return bool(own or any(map(_leads_to_state, lookups)))


def _leads_to_state(path: str) -> bool:
    """Across tables, to the state of content."""
    _, found, lookup = path.rpartition("__state")
    return bool(found) and f"state{lookup}" in LOOKUPS and "progress__state" not in path


def _is_path(node: ast.expr | None) -> bool:
    """A string that leads to a state across tables, also one that is put together."""
    match node:
        case ast.Constant(value=str(text)):
            return _leads_to_state(text)
        case ast.JoinedStr(values=[*_, ast.Constant(value=str(text))]):
            return _leads_to_state(text)
        case ast.BinOp(right=right):
            return _is_path(right)
    return False


def _is_of_state(pair: ast.Tuple) -> bool:
    """What `Q` takes in place of a keyword: a pair of the column and its value."""
    first, second = pair.elts
    return isinstance(first, ast.Constant) and first.value == "state" and _is_state(second)


def _is_state(node: ast.expr) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr in {"PUBLISHED", "DRAFT"}
    return isinstance(node, ast.Constant) and node.value in {"published", "draft"}


def _reads_state(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "state"


def _is_sql(text: str) -> bool:
    words = text.lower()
    return "state" in words and ("= 'published'" in words or "='published'" in words)


def sources() -> list[Path]:
    parts = [ROOT / part for part in ("portal", "careers", "scalability")]
    files = [file for part in parts for file in part.rglob("*.py")]
    return sorted(file for file in files if "migrations" not in file.parts)


def test_nothing_but_the_door_filters_by_the_state_of_content():
    found = [
        f"{path}:{line}"
        for file in sources()
        if (path := str(file.relative_to(ROOT))) not in {DOOR, RECORDS}
        for line in bare_filters(file.read_text(), path)
    ]

    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "Role.objects.filter(state=State.PUBLISHED)",
        "Role.objects.filter(state='published')",
        "Role.objects.exclude(state=State.DRAFT)",
        "Role.objects.filter(state=state)",
        "Role.objects.filter(state__in=[State.PUBLISHED])",
        "Goal.objects.filter(role__state=State.PUBLISHED)",
        "Goal.objects.get(role__state=anything)",
        "Topic.objects.annotate(n=Count('skills', Q(skills__state='published')))",
        "Topic.objects.annotate(n=Count('skills', filter=Q(skills__state__in=public)))",
        "Case(When(present_role__state=State.DRAFT, then=1))",
        "When(state='draft', then=1)",
        "rows.filter(**{f'{path}__state': State.PUBLISHED})",
        "rows.filter(**{'role__state': public})",
        "rows.filter(**{path + '__state': public})",
        "Q(('role__state', public))",
        "Q(('state', State.PUBLISHED))",
        "[role for role in roles if role.state == State.PUBLISHED]",
        "[role for role in roles if 'draft' != role.state]",
        "cursor.execute(\"SELECT slug FROM careers_role WHERE state = 'published'\")",
        "from portal.core.publication import is_published",
        "Topic.objects.marked_published()",
    ],
)
def test_bare_filter_is_found(source):
    assert bare_filters(source) == [1]


@pytest.mark.parametrize(
    "source",
    [
        "Role.objects.published()",
        "Goal.objects.of_published_roles()",
        "[role for role in roles if role.is_published]",
        "rows.update(state=State.DRAFT)",
        "Record(slug=slug, state=row.state)",
        "rows.filter(resource__progress__state='done')",
        "row.state == ResourceProgress.State.DONE",
        "list_filter = ['state', 'family']",
    ],
)
def test_other_states_and_writes_are_left_alone(source):
    assert bare_filters(source) == []


def test_models_alone_ask_the_door_for_other_tables():
    source = "from portal.core.publication import is_published"

    assert bare_filters(source, "careers/models/goals.py") == []
    assert bare_filters(source, "careers/forms/goals.py") == [1]
