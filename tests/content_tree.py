"""A small tree of content files, every kind and every key of them in use, for tests to break."""

from io import StringIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command

from portal.models import ContentVersion
from tests.content_files import FILES


def write_tree(root: Path) -> None:
    for path, text in FILES.items():
        write(root, path, text)


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Put `new` in the place of `old`, which stands there exactly once."""
    text = (root / path).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    write(root, path, text.replace(old, new))


def remove_entry(root: Path, path: str, slug: str) -> None:
    """Take one entry out of a YAML list whose entries begin with their slug."""
    entries = (root / path).read_text(encoding="utf-8").split("\n\n")
    kept = [entry for entry in entries if not entry.startswith(f"- slug: {slug}\n")]
    assert len(kept) == len(entries) - 1
    write(root, path, "\n\n".join(kept))


def load(root: Path, verbosity: int = 1, **options: Any) -> list[str]:
    """The lines that the command prints."""
    out = StringIO()
    call_command("load_content", root=root, verbosity=verbosity, stdout=out, **options)
    return out.getvalue().splitlines()


def dump(root: Path, **options: Any) -> list[str]:
    out = StringIO()
    call_command("dump_content", root=root, stdout=out, **options)
    return out.getvalue().splitlines()


def texts(root: Path) -> dict[str, str]:
    """Every content file by its path."""
    return {
        file.relative_to(root).as_posix(): file.read_text(encoding="utf-8")
        for app in ("careers", "scalability")
        for file in sorted((root / app / "content").rglob("*"))
        if file.is_file()
    }


def all_rows() -> dict[str, list[tuple]]:
    """Every row of every table of ours but the version, which each write renews."""
    return {
        model._meta.label: list(model.objects.order_by("pk").values_list())
        for app in ("portal", "careers", "scalability")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model is not ContentVersion
    }


def line_of(root: Path, path: str, text: str) -> int:
    """The number of the first line of a file that begins with a text, however far indented."""
    lines = (root / path).read_text(encoding="utf-8", errors="replace").splitlines()
    return next(n for n, line in enumerate(lines, start=1) if line.strip().startswith(text))
