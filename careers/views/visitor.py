"""Who is asking: the profile of a visitor or a member."""

from django.db import transaction

from careers.models import Profile
from portal.http import PortalRequest

SESSION_KEY = "profile"


def profile_of(request: PortalRequest) -> Profile | None:
    """The profile of whoever asks; None as long as they have rated nothing.

    What somebody rated before they signed in comes along.
    """
    if not request.user.is_authenticated:
        return _visitors_profile(request)
    mine = Profile.objects.filter(member=request.user).first()
    if SESSION_KEY in request.session:
        return _bring_along(request, mine)
    return mine


def profile_to_rate(request: PortalRequest) -> Profile:
    """The same, made now where there is none: only a rating makes a profile, and so a cookie."""
    profile = profile_of(request)
    request.session.modified = True  # a rating renews the session that holds the ratings
    if profile is None and request.user.is_authenticated:
        profile, _ = Profile.objects.get_or_create(member=request.user)
    elif profile is None:
        profile = Profile.objects.create()
        request.session[SESSION_KEY] = profile.pk
    return profile


def _visitors_profile(request: PortalRequest) -> Profile | None:
    key = request.session.get(SESSION_KEY)
    return Profile.objects.of_visitors().filter(pk=key).first() if key else None


def _bring_along(request: PortalRequest, mine: Profile | None) -> Profile | None:
    with transaction.atomic():
        brought = _visitors_profile(request)
        if brought is not None and mine is not None:
            mine.absorb(brought)
        elif brought is not None:
            brought.member_id = request.user.pk
            brought.save(update_fields=["member"])
    del request.session[SESSION_KEY]
    return mine or brought
