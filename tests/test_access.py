"""Who may come in where: every named page is declared here, and a new one cannot forget to be.

What each answers to whom stands in access.txt (`test_access_matrix.py`).
"""

from urllib.parse import urlsplit

import pytest
from django.urls import URLResolver, get_resolver, resolve, reverse

from tests.browser.pages import FOR, MISSING

PUBLIC = {
    "home",
    "search",
    "about_match",
    "about_balance",
    "about_sources",
    "card",
    "favicon",
    "manifest",
    "robots",
    "security_txt",
    "change_password",
    "sitemap",
    "livez",
    "readyz",
    "careers:role_list",
    "careers:role_detail",
    "role_card",
    "careers:compare",
    "careers:transitions",
    "careers:skill_list",
    "careers:skill_detail",
    "skill_card",
    "careers:resource_list",
    "careers:resource_detail",
    "careers:start",
    "careers:occupation_list",
    "careers:occupation_detail",
    "scalability:hub",
    "scalability:pillar_detail",
    "scalability:topic_detail",
    "topic_card",
    "scalability:case_study_list",
    "scalability:case_study_detail",
    "case_study_card",
}
# Everybody has their own: what the page shows depends on whose session asks.
PERSONAL = {
    "careers:start_occupation",
    "careers:profile",
    "careers:ratings_save",
    "careers:present_role",
    "careers:resource_progress",
    "careers:skill_progress",
    "careers:skill_note",
    "careers:own_link_add",
    "careers:own_link_remove",
    "careers:progress",
    "careers:data",
    "careers:data_profile",
    "careers:data_resume",
    "careers:data_sheet",
    "careers:data_import",
    "careers:data_delete",
    "careers:return_link_create",
    "careers:return_link_revoke",
    "careers:return_link_open",
    "careers:questions",
    "careers:question_goals",
    "careers:question_answer",
    "careers:matches",
    "verdict_give",
    "careers:plan",
    "careers:plan_calendar",
    "careers:plan_table",
    "careers:plan_detail",
    "careers:plan_detail_calendar",
    "careers:plan_detail_table",
    "careers:plan_choices_save",
    "careers:goal_add",
    "careers:goal_remove",
    "careers:skill_exclude",
    "careers:skill_include",
}
# allauth's own pages; those in MEMBERS send a stranger to sign in.
ACCOUNT = {
    "account_signup",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_login_webauthn",
}
MEMBERS = {
    "account_change_password",
    "account_set_password",
    "account_email",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
}
DEVELOPERS = {"styleguide"}
PROBES = {"livez", "readyz"}
# No pages that one could look at: they answer forms, or are files for people or programs.
ACTIONS = {
    "verdict_give",
    "careers:ratings_save",
    "careers:resource_progress",
    "careers:skill_progress",
    "careers:skill_note",
    "careers:own_link_add",
    "careers:own_link_remove",
    "careers:data_import",
    "careers:return_link_create",
    "careers:return_link_revoke",
    "careers:question_goals",
    "careers:question_answer",
    "careers:plan_choices_save",
    "careers:goal_add",
    "careers:goal_remove",
    "careers:skill_exclude",
    "careers:skill_include",
}
FILES = {
    "card",
    "favicon",
    "manifest",
    "robots",
    "security_txt",
    "change_password",
    "sitemap",
    "role_card",
    "skill_card",
    "topic_card",
    "case_study_card",
    "careers:data_profile",
    "careers:data_resume",
    "careers:data_sheet",
    "careers:plan_calendar",
    "careers:plan_table",
    "careers:plan_detail_calendar",
    "careers:plan_detail_table",
    "mfa_download_recovery_codes",
}
STAFF_NAMESPACE = "admin"


def _named(resolver, namespaces=()):
    """Every name of a page, and the view behind it."""
    views = {}
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            views |= _named(pattern, inner)
        else:
            views[":".join((*namespaces, pattern.name or str(pattern.pattern)))] = pattern.callback
    return views


def test_every_page_is_declared_public_personal_account_or_staff():
    named = set(_named(get_resolver()))
    staff = {name for name in named if name.startswith(f"{STAFF_NAMESPACE}:")}

    assert named - staff == PUBLIC | PERSONAL | ACCOUNT | DEVELOPERS
    assert staff


def test_every_page_is_looked_at_in_a_browser():
    paths = {urlsplit(path).path for pages in FOR.values() for path in pages.values()}
    looked_at = {resolve(path).view_name for path in paths - set(MISSING.values())}

    assert looked_at - ACCOUNT <= PUBLIC | PERSONAL | MEMBERS
    assert (PUBLIC | PERSONAL | MEMBERS) - looked_at == PROBES | ACTIONS | FILES | {
        "account_set_password"  # for whoever has none, and nobody has none
    }


def test_public_pages_and_no_others_are_prepared_for_readers():
    views = _named(get_resolver())

    assert {name for name, view in views.items() if hasattr(view, "parameters")} == PUBLIC - PROBES


@pytest.mark.parametrize("name", sorted(DEVELOPERS))
def test_page_for_developers_is_there_only_with_debug(client, db, settings, name):
    assert client.get(reverse(name)).status_code == 404

    settings.DEBUG = True
    assert client.get(reverse(name)).status_code == 200
