from django.urls import path

from fairway.shell.views import home, how, manual, search

app_name = "shell"
urlpatterns = [
    path("", home.home, name="home"),
    path("me/", home.me, name="me"),
    path("no-person/", home.no_person, name="no_person"),
    path("search/", search.search, name="search"),
    path("search/palette", search.palette, name="palette"),
    path("manual/", manual.contents, name="manual"),
    path("manual/<slug:slug>/", manual.chapter, name="chapter"),
    path("manual/pictures/<slug:name>.png", manual.picture, name="picture"),
    path("how-it-works/", how.how_it_works, name="how"),
]
