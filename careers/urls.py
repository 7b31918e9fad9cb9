from django.urls import path

from careers.views import compare, matches, profile, resources, roles, skills, transitions

app_name = "careers"

urlpatterns = [
    path("roles/", roles.role_list, name="role_list"),
    # Before the roles, so that a role by this slug, if anybody makes one, does not hide the page.
    path("roles/compare/", compare.compare, name="compare"),
    path("roles/<slug:slug>/", roles.role_detail, name="role_detail"),
    path("roles/<slug:slug>/transitions/", transitions.transitions, name="transitions"),
    path("skills/", skills.skill_list, name="skill_list"),
    path("skills/<slug:slug>/", skills.skill_detail, name="skill_detail"),
    path("resources/", resources.resource_list, name="resource_list"),
    path("resources/<slug:slug>/", resources.resource_detail, name="resource_detail"),
    path("profile/", profile.profile, name="profile"),
    path("profile/rate/", profile.rate, name="rate"),
    path("profile/present-role/", transitions.present_role, name="present_role"),
    path("matches/", matches.matches, name="matches"),
    path("plan/<slug:slug>/", matches.plan_detail, name="plan_detail"),
]
