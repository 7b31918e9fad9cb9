from django.urls import path

from scalability import views

app_name = "scalability"

urlpatterns = [
    path("", views.hub, name="hub"),
    path("topics/<slug:slug>/", views.topic_detail, name="topic_detail"),
    path("case-studies/", views.case_study_list, name="case_study_list"),
    path("case-studies/<slug:slug>/", views.case_study_detail, name="case_study_detail"),
    path("<slug:slug>/", views.pillar_detail, name="pillar_detail"),
]
