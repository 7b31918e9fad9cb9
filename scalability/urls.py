from django.urls import path

from scalability import cards, views

app_name = "scalability"

urlpatterns = [
    path("", views.hub, name="hub"),
    path("topics/<slug:slug>/", views.topic_detail, name="topic_detail"),
    path("topics/<slug:slug>/card.png", cards.topic_card, name="topic_card"),
    path("case-studies/", views.case_study_list, name="case_study_list"),
    path("case-studies/<slug:slug>/", views.case_study_detail, name="case_study_detail"),
    path("case-studies/<slug:slug>/card.png", cards.case_study_card, name="case_study_card"),
    path("<slug:slug>/", views.pillar_detail, name="pillar_detail"),
]
