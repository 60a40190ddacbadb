from django.urls import path

from fairway.shell.views import chat, first_steps, home, how, manual, notices, policies, search

app_name = "shell"
urlpatterns = [
    path("", home.home, name="home"),
    path("home/around/", home.later, name="later"),
    path("me/", home.me, name="me"),
    path("no-person/", home.no_person, name="no_person"),
    path("search/", search.search, name="search"),
    path("search/palette", search.palette, name="palette"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.all_read, name="all_read"),
    path("me/notices/", notices.preferences, name="preferences"),
    path("me/notices/chat/", chat.chat, name="chat"),
    path("me/notices/chat/disconnection/", chat.disconnect, name="disconnect_chat"),
    path("manual/", manual.contents, name="manual"),
    path("manual/<slug:slug>/", manual.chapter, name="chapter"),
    path("manual/pictures/<slug:name>.png", manual.picture, name="picture"),
    path("policies/", policies.every_policy, name="policies"),
    path("policies/<str:key>/", policies.one_policy, name="policy"),
    path("first-steps/", first_steps.overview, name="first_steps"),
    path("first-steps/organisation/", first_steps.organisation, name="organisation"),
    path("first-steps/size/", first_steps.size, name="size"),
    path("how-it-works/", how.how_it_works, name="how"),
]
