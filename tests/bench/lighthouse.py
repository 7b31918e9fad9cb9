"""`make lighthouse`: every type of page on a slow phone, as Lighthouse simulates one.

Needs Node and a Chromium; some ten seconds a page. ONLY="home;role list" takes a few of them.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.servers import environ_of, prepare, serve, setup_django
from tests.browser.pages import MEMBERS, PERSONAL, PUBLIC, STRANGERS

LIGHTHOUSE = "lighthouse@12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TRIES = 3
ABSENT = "return link"  # answers 404 for want of a link, and Lighthouse wants 200
FLAGS = (
    "--quiet",
    "--output=json",
    "--output-path=stdout",
    f"--only-categories={','.join(CATEGORIES)}",
    "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
)


def main() -> None:
    with TemporaryDirectory() as folder:
        environ = environ_of(Path(folder)) | {"ALLOWED_HOSTS": "127.0.0.1,testserver"}
        prepare(environ)
        session = _session(environ)
        with serve("portal.wsgi:application", environ) as site:
            address = f"http://127.0.0.1:{site.port}"
            pages = [(name, path, "") for name, path in (PUBLIC | STRANGERS).items()]
            pages += [(name, path, session) for name, path in (PERSONAL | MEMBERS).items()]
            short = [
                name for name, path, whose in _chosen(pages) if _audit(name, address + path, whose)
            ]
    sys.exit(f"Below 100: {', '.join(short)}" if short else 0)


def _session(environ: dict[str, str]) -> str:
    """The session of a member who has done everything that leaves a trace."""
    setup_django(environ)
    from tests.browser.people import member  # noqa: PLC0415 -- its models need the settings

    return member()


def _chosen(pages: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    only = [name.strip() for name in os.environ.get("ONLY", "").split(";") if name.strip()]
    return [page for page in pages if (page[0] in only if only else page[0] != ABSENT)]


def _audit(name: str, url: str, session: str) -> bool:
    """Print the scores of a page; true where one of them is below 100."""
    headers = ["--extra-headers", json.dumps({"Cookie": f"sessionid={session}"})]
    command = ["npx", "--yes", LIGHTHOUSE, url, *FLAGS, *(headers if session else [])]
    chrome = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    environ = os.environ | {"CHROME_PATH": chrome}
    report = _report(command, environ)
    scores = [report["categories"][one]["score"] for one in CATEGORIES]
    whole = [round((score or 0) * 100) for score in scores]
    print(f"  {name:28}", *(f"{score:4}" for score in whole), *_reasons(report), flush=True)
    return min(whole) < 100


def _report(command: list[str], environ: dict[str, str]) -> dict[str, Any]:
    """What Lighthouse found. Now and then it loses the trace of a page, and says so: then again."""
    for _ in range(TRIES):
        ran = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
        report = json.loads(ran.stdout) if ran.returncode == 0 else {"runtimeError": ran.stderr}
        if "runtimeError" not in report:
            return report
    sys.exit(f"Lighthouse failed {TRIES} times: {report['runtimeError']}")


def _reasons(report) -> list[str]:
    """The audits that cost something, each with what it says."""
    weighed = {
        one["id"]
        for category in report["categories"].values()
        for one in category["auditRefs"]
        if one["weight"]
    }
    audits = (report["audits"][one] for one in weighed)
    short = [one for one in audits if one["score"] is not None and one["score"] < 1]
    return [f" {one['id']} {one.get('displayValue', '')}".rstrip() for one in short]


if __name__ == "__main__":
    main()
