"""The way in: what somebody does today, and the skills that usually come with it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control

from careers.forms import OfferForm
from careers.models import Occupation
from careers.pages.start import (
    most_asked_skills,
    offered_skills,
    works_beginning,
    works_by_another_name,
    works_called,
)
from careers.rules.work_names import work_named_in
from careers.visitors import profile_of, profile_to_rate
from portal.core.http import PortalRequest, render_part, same_origin
from portal.core.nothing_found import record_nothing_found
from portal.core.page_cache import prepared
from portal.core.search import has_words
from portal.models import NothingFound

LONGEST_ANSWER = 100  # letters


@prepared("q")
def start(request: PortalRequest) -> HttpResponse:
    """One meaning leads on; where there are several, or none, the page asks."""
    answer = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_ANSWER]
    name = work_named_in(answer)
    called = works_called(name)
    works = called if called and not request.htmx else works_beginning(name)
    if len(works) == 1 and not request.htmx:
        return redirect(works[0].url)
    context = {
        "section": "profile",
        "answer": answer,
        "is_known": bool(works),
        "works": works or works_by_another_name(name),
        "skills": most_asked_skills(),
    }
    response = render_part(request, "careers/start.html", context, part="suggested")
    if has_words(name) and not works:
        # No copy is kept, so that each is counted; what is still being typed is not.
        patch_cache_control(response, private=True, no_cache=True)
        if not request.htmx:
            record_nothing_found(request, NothingFound.Place.START, name)
    return response


@same_origin
def start_occupation(request: PortalRequest, slug: str) -> HttpResponse:
    """Offer what is typical; only what the person confirms is kept."""
    occupation = get_object_or_404(Occupation.objects.published(), slug=slug)
    typical = occupation.typical.published().most_telling_first().with_skills()
    own = profile_of(request)
    posted = request.POST if request.method == "POST" else None
    form = OfferForm(
        posted,
        [row.skill for row in typical],
        {row.skill.slug: row.level for row in typical},
        own.levels() if own else {},
    )
    if posted is None or not form.is_valid():
        context = {"section": "profile", "occupation": occupation, "form": form}
        context["offered"] = list(offered_skills(form))
        status = 200 if posted is None else 422
        return render(request, "careers/start_occupation.html", context, status=status)
    profile_to_rate(request).confirm(occupation, form.kept())
    count = len(form.confirmed())
    messages.success(request, f"You confirmed {count} skill{'' if count == 1 else 's'}.")
    return redirect("careers:matches")
