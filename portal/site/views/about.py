"""What the portal says about its methods and its sources."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from portal.core.http import PortalRequest, page_of, query_without_page, render_part
from portal.core.page_cache import prepared
from portal.core.search import NO_WORD, has_words
from portal.site.pages.about_match import about_match_context
from portal.site.pages.balance import about_balance_context
from portal.site.pages.sources import cited, citing

MOST_SOURCES = 60  # a page


@prepared()
def about_match(request: PortalRequest) -> HttpResponse:
    return render(request, "portal/about_match.html", about_match_context())


@prepared()
def about_balance(request: PortalRequest) -> HttpResponse:
    return render(request, "portal/about_balance.html", about_balance_context())


@prepared("q", "subject", "page")
def about_sources(request: PortalRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    subject = request.GET.get("subject", "")
    sources = cited(words)
    if subject in citing():
        sources = sources.filter(Q(subject=subject))
    context = {
        "search_query": words,
        "no_word": NO_WORD if words and not has_words(words) else "",
        "subject": subject,
        "subjects": list(citing()),
        "page": page_of(request, list(sources), MOST_SOURCES),
        "query": query_without_page(request),
    }
    return render_part(request, "portal/about_sources.html", context, part="results")
