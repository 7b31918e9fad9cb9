"""Who is asking: the profile of a visitor or a member."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY as MEMBER_KEY
from django.db import transaction
from django.utils.timezone import localdate

from careers.models import Occupation, Profile, ReturnLink, Role
from careers.models.profiles import ProfileQuerySet
from portal.core.http import PortalRequest

SESSION_KEY = "profile"
SEEN_KEY = "seen"  # the day on which the session was last made to last


def profile_of(request: PortalRequest) -> Profile | None:
    """The profile of whoever asks; None as long as they have said nothing of themselves."""
    return _asking(request, Profile.objects.all())


def profile_with_occupation(request: PortalRequest) -> Profile | None:
    """The same, for a page that says what work they come from."""
    return _asking(request, Profile.objects.select_related("occupation"))


def profile_to_show(request: PortalRequest) -> Profile | None:
    """The same, for a page that says how much of it is out of sight."""
    return _asking(request, Profile.objects.with_out_of_sight())


def profile_to_change(request: PortalRequest) -> Profile | None:
    """The same, for whoever takes something away: that too is a sign of life."""
    profile = profile_of(request)
    if profile:
        _stay(request, profile)
    return profile


def profile_to_rate(request: PortalRequest) -> Profile:
    """The same, made now where there is none: only what somebody says makes one, and a cookie."""
    if request.user.is_authenticated:
        return Profile.objects.get_or_create(member=request.user)[0]
    profile = profile_of(request)
    if profile is None:
        if MEMBER_KEY in request.session:  # of an account that is gone: signing in would end it
            request.session.flush()
        profile = Profile.objects.create()
        request.session[SESSION_KEY] = profile.key.hex
    _stay(request, profile)
    return profile


def present_role_of(profile: Profile) -> Role | None:
    """The role they named as theirs, as long as it is published."""
    key = profile.present_role_id
    return Role.objects.published().filter(pk=key).first() if key else None


def occupation_of(profile: Profile) -> Occupation | None:
    """The work they come from, as long as it is published."""
    key = profile.occupation_id
    return Occupation.objects.published().filter(pk=key).first() if key else None


def bring_along(request: PortalRequest) -> None:
    """Give what a visitor rated to the account they have just signed in to."""
    key = request.session.pop(SESSION_KEY, None)
    if key is None:
        return
    request.session.set_expiry(None)  # a member's session does not last as long as a visitor's
    brought = Profile.objects.of_visitors().filter(key=key).first()
    if brought is not None:
        mine, _ = Profile.objects.get_or_create(member_id=request.user.pk)
        mine.absorb(brought)


def return_by(request: PortalRequest, link: ReturnLink) -> bool:
    """Give this browser the profile that a link opens; whether something here was joined to it.

    A member's account takes the profile over, and the link ends.
    """
    here = profile_of(request)
    with transaction.atomic():
        opened = link.use()
        if request.user.is_authenticated:
            profile_to_rate(request).absorb(opened)
            return here is not None
        if here:
            opened.absorb(here)
    request.session.cycle_key()
    request.session[SESSION_KEY] = opened.key.hex
    request.session.set_expiry(settings.VISITOR_SESSION_AGE)
    return here is not None and here.pk != opened.pk


def _asking(request: PortalRequest, profiles: ProfileQuerySet) -> Profile | None:
    if request.user.is_authenticated:
        return profiles.filter(member=request.user).first()
    key = request.session.get(SESSION_KEY)
    return profiles.of_visitors().filter(key=key).first() if key else None


def _stay(request: PortalRequest, profile: Profile) -> None:
    """Whatever somebody changes keeps their profile, and their session, for another half-year.

    Both are written once a day: a session at each change would be a second write for each.
    """
    profile.touch()
    today = str(localdate())
    if not request.user.is_authenticated and request.session.get(SEEN_KEY) != today:
        request.session[SEEN_KEY] = today
        request.session.set_expiry(settings.VISITOR_SESSION_AGE)
