"""Topics and case studies as schema.org describes them."""

from collections.abc import Collection
from typing import Any

from careers.models import Source
from portal.core.schema_org import LANGUAGE, Thing, publisher, thing
from scalability.models import CaseStudy, Topic


def article_on(topic: Topic, sources: Collection[Source], site: str) -> Thing:
    return _article(topic, sources, site, description=topic.problem)


def article_on_case(case_study: CaseStudy, sources: Collection[Source], site: str) -> Thing:
    return _article(
        case_study,
        sources,
        site,
        description=case_study.summary,
        about=thing("Organization", name=case_study.organisation),
        temporalCoverage=str(case_study.year),
    )


def _article(
    page: Topic | CaseStudy, sources: Collection[Source], site: str, **properties: Any
) -> Thing:
    """Nobody records when it was written; it does record when it was last checked against its
    sources.
    """
    address = page.get_absolute_url()
    seen = max((source.seen for source in sources), default=None)
    checked = seen.isoformat() if seen else ""
    return thing(
        "Article",
        headline=page.title,
        mainEntityOfPage=thing("WebPage", url=site + address, lastReviewed=checked),
        image=f"{site}{address}card.png",
        inLanguage=LANGUAGE,
        isAccessibleForFree=True,
        publisher=publisher(site),
        citation=[_cited(source) for source in sources],
        **properties,
    )


def _cited(source: Source) -> Thing:
    return thing(
        "CreativeWork",
        name=source.title,
        url=source.url,
        creditText=source.publisher,
        datePublished=str(source.year or ""),
    )
