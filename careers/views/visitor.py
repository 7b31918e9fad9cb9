"""Who is asking: the profile of a visitor or a member."""

from django.conf import settings
from django.db import transaction

from careers.models import Profile
from portal.http import PortalRequest

SESSION_KEY = "profile"


def profile_of(request: PortalRequest) -> Profile | None:
    """The profile of whoever asks; None as long as they have kept nothing."""
    if request.user.is_authenticated:
        return Profile.objects.filter(member=request.user).first()
    key = request.session.get(SESSION_KEY)
    return Profile.objects.of_visitors().filter(pk=key).first() if key else None


def profile_to_rate(request: PortalRequest) -> Profile:
    """The same, made now where there is none: only what a person gives makes one, and a cookie."""
    if request.user.is_authenticated:
        return Profile.objects.get_or_create(member=request.user)[0]
    profile = profile_of(request)
    if profile is None:
        profile = Profile.objects.create()
        request.session[SESSION_KEY] = profile.pk
    request.session.set_expiry(settings.VISITOR_SESSION_AGE)  # each rating renews it
    return profile


def bring_along(request: PortalRequest) -> None:
    """Give what a visitor rated to the account they have just signed in to."""
    key = request.session.pop(SESSION_KEY, None)
    if key is None:
        return
    request.session.set_expiry(None)  # a member's session does not last as long as a visitor's
    with transaction.atomic():
        brought = Profile.objects.of_visitors().select_for_update().filter(pk=key).first()
        if brought is not None:
            mine, _ = Profile.objects.get_or_create(member_id=request.user.pk)
            mine.absorb(brought)
