from django.http import HttpResponse

from portal.core.http import PortalRequest, render_part
from portal.core.page_cache import prepared
from portal.core.search import NO_WORD, has_words
from portal.site.search import MOST_FOUND, find, offers


@prepared("q")
def search(request: PortalRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = find(query) if query else []
    context = {
        "search_query": query,
        "found": found,
        "offers": offers(query) if query and not found else [],
        "no_word": NO_WORD if query and not has_words(query) else "",
        "most_found": MOST_FOUND,
    }
    return render_part(request, "portal/search.html", context, part="results")
