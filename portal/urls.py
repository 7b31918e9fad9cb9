from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from portal.core.accounts.second_factor_views import set_up_app
from portal.site.styleguide.page import styleguide
from portal.site.views import about, health, home, search, site_files, social_cards, verdicts

handler400 = "portal.site.error_pages.bad_request"

handler404 = "portal.site.page_not_found.page_not_found"

handler429 = "portal.core.throttling.too_many_requests"  # allauth expects this name

handler500 = "portal.core.service_unavailable.server_error"

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("verdicts/", verdicts.verdict_give, name="verdict_give"),
    path("about/match/", about.about_match, name="about_match"),
    path("about/balance/", about.about_balance, name="about_balance"),
    path("about/sources/", about.about_sources, name="about_sources"),
    path("", include("careers.urls")),
    path("scalability/", include("scalability.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/second-factor/totp/activate/", set_up_app, name="mfa_activate_totp"),
    path("accounts/second-factor/", include("allauth.mfa.urls")),
    path("admin/", admin.site.urls),
    path("card.png", social_cards.card, name="card"),
    path("roles/<slug:slug>/card.png", social_cards.role_card, name="role_card"),
    path("skills/<slug:slug>/card.png", social_cards.skill_card, name="skill_card"),
    path("scalability/topics/<slug:slug>/card.png", social_cards.topic_card, name="topic_card"),
    path(
        "scalability/case-studies/<slug:slug>/card.png",
        social_cards.case_study_card,
        name="case_study_card",
    ),
    path("favicon.ico", site_files.favicon, name="favicon"),
    path("site.webmanifest", site_files.manifest, name="manifest"),
    path("robots.txt", site_files.robots, name="robots"),
    path(".well-known/security.txt", site_files.security_txt, name="security_txt"),
    path(".well-known/change-password", site_files.change_password, name="change_password"),
    path("sitemap.xml", site_files.sitemap, name="sitemap"),
    path("styleguide/", styleguide, name="styleguide"),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
]


if "debug_toolbar" in settings.INSTALLED_APPS:
    urlpatterns.append(path("__debug__/", include("debug_toolbar.urls")))
