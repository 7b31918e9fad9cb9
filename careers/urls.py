from django.urls import path

from careers.views import (
    compare,
    matches,
    plans,
    profile,
    resources,
    roles,
    skills,
    transitions,
)

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
    path("plan/", plans.plan, name="plan"),
    path("plan/plan.ics", plans.plan_calendar, name="plan_calendar"),
    path("plan/plan.csv", plans.plan_table, name="plan_table"),
    path("plan/choices/save/", plans.choose, name="choose"),
    path("plan/goals/add/", plans.add_goal, name="add_goal"),
    path("plan/goals/<slug:slug>/remove/", plans.remove_goal, name="remove_goal"),
    path("plan/skills/<slug:slug>/leave-out/", plans.leave_out, name="leave_out"),
    path("plan/skills/<slug:slug>/take-in/", plans.take_in, name="take_in"),
    path("plan/<slug:slug>/", plans.plan_detail, name="plan_detail"),
    path("plan/<slug:slug>/plan.ics", plans.plan_detail_calendar, name="plan_detail_calendar"),
    path("plan/<slug:slug>/plan.csv", plans.plan_detail_table, name="plan_detail_table"),
]
