from typing import Any

from django.http import HttpResponse
from django.utils.cache import patch_cache_control

from portal.core.http import PortalRequest, render_part
from portal.core.nothing_found import record_nothing_found
from portal.core.page_cache import prepared
from portal.core.search import NO_WORD, has_words
from portal.models import NothingFound
from portal.site.search.reading import read_query
from portal.site.search.results import MOST_FOUND, find, offers
from portal.site.search.vocabulary import vocabulary

AS_TYPED = "typed"  # the value of `as`: correct nothing


@prepared("q", "as")
def search(request: PortalRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    no_word = NO_WORD if query and not has_words(query) else ""
    context = {"search_query": query, "no_word": no_word, "most_found": MOST_FOUND}
    if query and not no_word:
        context |= _answer(query, as_typed=request.GET.get("as") == AS_TYPED)
    response = render_part(request, "portal/search.html", context, part="results")
    if context.get("is_missed"):
        # No copy is kept, so that each is counted; what is still being typed is not.
        patch_cache_control(response, private=True, no_cache=True)
        if not request.htmx:
            record_nothing_found(request, NothingFound.Place.SEARCH, query)
    return response


def _answer(query: str, *, as_typed: bool) -> dict[str, Any]:
    known = vocabulary()
    reading = read_query(query, known, as_typed=as_typed)
    findings = find(reading)
    return {
        "reading": reading,
        "found": findings.groups,
        "is_partial": findings.is_partial,
        "is_missed": not findings.groups and not reading.links,
        "offers": [] if findings.groups else offers(query, known),
    }
