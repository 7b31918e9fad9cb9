from django.urls import path

from careers.views import matches, profile, questions, resources, roles, skills

app_name = "careers"

urlpatterns = [
    path("roles/", roles.role_list, name="role_list"),
    path("roles/<slug:slug>/", roles.role_detail, name="role_detail"),
    path("skills/", skills.skill_list, name="skill_list"),
    path("skills/<slug:slug>/", skills.skill_detail, name="skill_detail"),
    path("resources/", resources.resource_list, name="resource_list"),
    path("resources/<slug:slug>/", resources.resource_detail, name="resource_detail"),
    path("profile/", profile.profile, name="profile"),
    path("profile/rate/", profile.rate, name="rate"),
    path("profile/questions/", questions.questions, name="questions"),
    path("profile/questions/goals/", questions.question_goals, name="question_goals"),
    path("profile/questions/answer/", questions.question_answer, name="question_answer"),
    path("matches/", matches.matches, name="matches"),
    path("plan/<slug:slug>/", matches.plan_detail, name="plan_detail"),
]
