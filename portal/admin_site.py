"""Who may enter the admin, and through which door."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from itertools import chain
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from portal.core.accounts import second_factor
from portal.core.conflicts import look_twice
from portal.core.unsaved_forms import keep_what_was_sent
from portal.models import NothingFoundDay, VerdictCount

CLASH = (
    "Nothing was saved, because it conflicts with what somebody else has just saved. Check it and "
    "try again."
)
NUL = "\x00"  # PostgreSQL can't store it in text
RECENT = timedelta(days=30)
WANTED = "admin_wanted"  # in the session: the page to return to once a factor is set up


class AdminSite(admin.AdminSite):
    site_header = "AI Career Portal: curation"
    site_title = "Curation"
    index_title = "Content and people"

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002
        return keep_what_was_sent(super().admin_view(_careful(view), cacheable))

    def has_permission(self, request: HttpRequest) -> bool:
        """Every view of the admin asks this first."""
        return super().has_permission(request) and (
            not settings.STAFF_NEED_SECOND_FACTOR or second_factor.was_given(request)
        )

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """The start page, with what the last 30 days say of the site."""
        since = localdate() - RECENT
        context = {
            "verdicts": VerdictCount.objects.all().since(since).by_page(),
            "nothing_found": NothingFoundDay.objects.all().by_place_since(since),
            **(extra_context or {}),
        }
        return super().index(request, context)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # noqa: ARG002
        """Send people to where they prove who they are: no password is ever checked here.

        Django's own form would check one without our limits and without a second factor.
        """
        index = reverse("admin:index", current_app=self.name)
        wanted = get_next_redirect_url(request) or request.session.get(WANTED, index)
        if self.has_permission(request):
            request.session.pop(WANTED, None)
            return HttpResponseRedirect(wanted)
        if not request.user.is_authenticated:
            return redirect_to_login(wanted)
        if not super().has_permission(request):
            raise PermissionDenied
        if second_factor.is_set_up(request.user):
            [method, *_] = get_adapter().get_reauthentication_methods(request.user)
            return redirect_to_login(wanted, method["url"])
        request.session[WANTED] = wanted
        return render(request, "mfa/required_for_staff.html")

    def password_change(  # type: ignore[override]  # a redirect shows no template
        self,
        request: HttpRequest,  # noqa: ARG002
        extra_context: Any = None,  # noqa: ARG002
    ) -> HttpResponse:
        """The page of the account, which has limits."""
        return redirect("account_change_password")


def _careful(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Refuse addresses that contain what none of ours does; save as one, or not at all."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        texts = chain([request.path], request.GET, *(values for _, values in request.GET.lists()))
        if any(NUL in text for text in texts):
            raise BadRequest("A NUL in the address")
        if request.method == "POST":
            return _saved_as_one(request, lambda: view(request, *args, **kwargs))
        return view(request, *args, **kwargs)

    return asked


def _saved_as_one(request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    def whole() -> HttpResponseBase:
        with transaction.atomic():
            return answer()

    if (response := look_twice(request, whole)) is not None:
        return response
    messages.error(request, CLASH)
    return redirect(request.get_full_path())
