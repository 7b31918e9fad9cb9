"""What was encrypted, signed or counted before still counts, wherever a module has moved to."""

import pytest

from careers.data_export import drafts
from portal.admin import stale_forms
from portal.core.accounts import forms, known_browsers, rate_limits, second_factor


def test_second_factor_that_was_encrypted_before_opens(settings):
    settings.SECRET_KEY = "only-for-tests"
    written = (
        "gAAAAABrDIB_hk04-UVCgv0PWLHg51TSa0jsQ41V9DWI_4G9Pm-r_zUokmZ5OA9G"
        "-y1Z3aIa8KOShA-cd7LceEtMnYlZkMUKcg=="
    )

    assert second_factor.MFAAdapter().decrypt(written) == "a secret"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (drafts.SALT, "careers.portable.drafts"),  # in files that people keep
        (forms.APP, "portal.account_forms"),
        (known_browsers.SALT, "portal.known_browsers"),  # in cookies that last a year
        (rate_limits.SALT, "portal.rate_limits"),
        (second_factor.SALT, "portal.second_factor"),
        (stale_forms.SALT, "portal.admin.stale_forms"),
    ],
)
def test_names_that_are_part_of_what_is_kept_stay(name, kept):
    assert name == kept
