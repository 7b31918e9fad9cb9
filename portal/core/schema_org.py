"""What pages tell programs: schema.org in JSON-LD. Only what the page tells people too."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

Thing = dict[str, Any]

VOCABULARY = "https://schema.org"
LANGUAGE = "en-GB"
SITE = "AI Career Portal"
PROMISE = "Rate your skills once. See how well you match each AI role, why, and what to learn next."

# Nothing in the content can end the script element or begin a comment in it.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


def thing(kind: str | list[str], **properties: Any) -> Thing:
    """Something of a type, with those of its properties that are known."""
    known = {name: value for name, value in properties.items() if value not in (None, "", [])}
    return {"@type": kind, **known}


def website(description: str, search: str, site: str) -> Thing:
    """The site, and how to search it: `search` is the address, ending in its parameter."""
    return thing(
        "WebSite",
        name=SITE,
        description=description,
        url=site + "/",
        inLanguage=LANGUAGE,
        potentialAction={
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{site + search}{{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    )


def trail(steps: Sequence[tuple[str, str]], site: str) -> Thing:
    """Where a page is: its ancestors with their addresses, then itself."""
    return thing(
        "BreadcrumbList",
        itemListElement=[
            thing("ListItem", position=n, name=name, item=site + url if url else "")
            for n, (name, url) in enumerate(steps, start=1)
        ],
    )


def terms(rows: Iterable[tuple[str, str]], site: str) -> list[Thing]:
    """Skills as defined terms, by title and address."""
    return [thing("DefinedTerm", name=title, url=site + url) for title, url in rows]


def publisher(site: str) -> Thing:
    return thing("Organization", name=SITE, url=site + "/")


def json_for_script(data: Thing) -> str:
    """JSON as the text of a script element: nothing in it can end the element."""
    text = json.dumps({"@context": VOCABULARY, **data}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(ESCAPES)
