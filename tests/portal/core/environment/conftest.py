"""The settings of the site, run anew in this process with an environment of their own."""

import os
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
KEY = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01"


@pytest.fixture
def start(monkeypatch, tmp_path):
    """A function that gives all settings, from the process's variables and from a file's text."""

    def run(variables: dict[str, str], file: str | bytes | None = None) -> dict:
        given = {"ENV_FILE": os.devnull, "SITE_URL": "https://localhost", **variables}
        if "SITE_URL=" in str(file):
            del given["SITE_URL"]
        if file is not None:
            path = tmp_path / "variables"
            path.write_bytes(file.encode() if isinstance(file, str) else file)
            given["ENV_FILE"] = str(path)
        monkeypatch.setattr(os, "environ", given)
        return runpy.run_path(str(ROOT / "portal" / "settings.py"))

    return run


@pytest.fixture
def key():
    return KEY
