from collections.abc import Callable, Iterator
from functools import wraps
from http import HTTPStatus

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from careers.data_export.document import Document, as_json
from careers.data_export.limits import MOST_BYTES
from careers.data_export.resume import resume_of
from careers.data_export.rows import document_of, import_document, kept_counts
from careers.data_export.sheets import Row, progress_sheet, ratings_sheet
from careers.forms import DeleteForm, ImportForm
from careers.models import Profile, ReturnLink
from careers.visitors import profile_of, profile_to_rate, profile_to_show
from portal.core.downloads import csv_file, download
from portal.core.http import PortalRequest, same_origin
from portal.models import User

SHEETS: dict[str, Callable[[Profile | None], Iterator[Row]]] = {
    "ratings": ratings_sheet,
    "progress": progress_sheet,
}
JSON = "application/json; charset=utf-8"
MOST_SENT = MOST_BYTES + 10_000  # bytes of a form: the largest file and the fields around it


@require_safe
@never_cache
def data(request: PortalRequest) -> HttpResponse:
    return _data_page(request, ImportForm())


@require_safe
@never_cache
def data_profile(request: PortalRequest) -> HttpResponse:
    own = profile_of(request)
    document = document_of(own) if own else Document()
    text = document.written(resume_of(own))
    return download("ai-career-profile.json", JSON, text)


@require_safe
@never_cache
def data_resume(request: PortalRequest) -> HttpResponse:
    text = as_json(resume_of(profile_of(request)))
    return download("resume.json", JSON, text)


@require_safe
@never_cache
def data_sheet(request: PortalRequest, sheet: str) -> HttpResponse:
    if sheet not in SHEETS:
        raise Http404
    return csv_file(f"ai-career-{sheet}.csv", SHEETS[sheet](profile_of(request)))


def _refuse_too_large(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Before the form is read: every other check looks into it."""

    @wraps(view)
    def checked(request: PortalRequest) -> HttpResponse:
        sent = int(request.META.get("CONTENT_LENGTH") or 0)
        if sent <= MOST_SENT:
            return view(request)
        form = ImportForm({}, {"file": UploadedFile(name="profile.json", size=sent)})
        return _data_page(request, form, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    return checked


@require_POST
@never_cache
@_refuse_too_large
@same_origin
def data_import(request: PortalRequest) -> HttpResponse:
    """Import all of a file or nothing."""
    now, own = timezone.now(), profile_of(request)
    form = ImportForm(request.POST, request.FILES, now=now, profile=own)
    if not form.is_valid():
        return _data_page(request, form, status=422)
    import_document(profile_to_rate(request), form.document)
    messages.success(request, form.said())
    return redirect("careers:data")


def _has_no_password(request: PortalRequest) -> bool:
    return request.user.is_authenticated and not request.user.has_usable_password()


@never_cache
@same_origin
@reauthentication_required(enabled=_has_no_password)  # type: ignore[untyped-decorator]  # allauth
def data_delete(request: PortalRequest) -> HttpResponse:
    """Delete everything about a person, once a member has proved who they are: by the password on
    the form, or beforehand if they have none.
    """
    own = profile_of(request)
    member = request.user if request.user.is_authenticated else None
    form = DeleteForm(request.POST if request.method == "POST" else None, request, member)
    if form.is_valid():
        _delete(request, own, member if form.with_account else None)
        messages.success(request, "Everything has been deleted. It cannot be restored.")
        return redirect("home")
    context = {
        "section": "profile",
        "form": form,
        "kept": kept_counts(own) if own else None,
        "member": member,
    }
    status = 422 if form.is_bound else 200
    return render(request, "careers/data_delete.html", context, status=status)


@transaction.atomic
def _delete(request: PortalRequest, own: Profile | None, account: User | None) -> None:
    """Delete the profile, the account if one is given, and this browser's session.

    Sessions in other browsers hold the key of a deleted row, which is never reused.
    """
    if own:
        own.delete()
    if account:
        account.delete()
    if account or not request.user.is_authenticated:
        request.session.flush()


def _data_page(request: PortalRequest, form: ImportForm, status: int = 200) -> HttpResponse:
    own = profile_to_show(request)
    context = {
        "out_of_sight": own.out_of_sight if own else None,
        "section": "profile",
        "form": form,
        "kept": kept_counts(own) if own else None,
        "link": ReturnLink.objects.filter(profile=own).first() if own else None,
    }
    return render(request, "careers/data.html", context, status=status)
