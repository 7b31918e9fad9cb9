from django.urls import path

from careers.views import (
    data,
    matches,
    profile,
    progress,
    resources,
    returning,
    roles,
    skills,
)

app_name = "careers"

urlpatterns = [
    path("roles/", roles.role_list, name="role_list"),
    path("roles/<slug:slug>/", roles.role_detail, name="role_detail"),
    path("skills/", skills.skill_list, name="skill_list"),
    path("skills/<slug:slug>/", skills.skill_detail, name="skill_detail"),
    path("skills/<slug:slug>/progress/", progress.skill_progress, name="skill_progress"),
    path("skills/<slug:slug>/note/", progress.skill_note, name="skill_note"),
    path("skills/<slug:slug>/links/", progress.own_link, name="own_link"),
    path("skills/<slug:slug>/links/remove/", progress.own_link_remove, name="own_link_remove"),
    path("resources/", resources.resource_list, name="resource_list"),
    path("resources/<slug:slug>/", resources.resource_detail, name="resource_detail"),
    path("resources/<slug:slug>/progress/", progress.resource_progress, name="resource_progress"),
    path("profile/", profile.profile, name="profile"),
    path("profile/rate/", profile.rate, name="rate"),
    path("profile/progress/", progress.progress, name="progress"),
    path("profile/data/", data.data, name="data"),
    path("profile/data/profile.json", data.data_profile, name="data_profile"),
    path("profile/data/resume.json", data.data_resume, name="data_resume"),
    path("profile/data/<str:sheet>.csv", data.data_sheet, name="data_sheet"),
    path("profile/data/import/", data.data_import, name="data_import"),
    path("profile/delete/", data.delete, name="delete"),
    path("profile/return/", returning.return_link, name="return_link"),
    path("profile/return/revoke/", returning.return_link_revoke, name="return_link_revoke"),
    path("profile/return/<str:token>/", returning.return_open, name="return_open"),
    path("matches/", matches.matches, name="matches"),
    path("plan/<slug:slug>/", matches.plan_detail, name="plan_detail"),
]
