"""The pages of every day: lists, a goal, writing one, telling how it goes."""

from django.urls import URLPattern, path

from fairway.goals.views import acting, contributing, listing, sharing, showing, telling, writing

urlpatterns: list[URLPattern] = [
    path("", listing.listing, name="list"),
    path("new/", writing.choose, name="new"),
    path("new/<slug:framework>/", writing.create, name="create"),
    path("pick/", contributing.pick, name="pick"),
    path("of/<public_id:public_id>/", listing.of_person, name="of_person"),
    path("<public_id:public_id>/", showing.goal, name="goal"),
    path("<public_id:public_id>/who/", showing.who, name="who"),
    path("<public_id:public_id>/edit/", writing.edit, name="edit"),
    path("<public_id:public_id>/contribution/", contributing.contribution, name="contribute"),
    path("<public_id:public_id>/owners/", sharing.owners, name="owners"),
    path(
        "<public_id:public_id>/results/<public_id:result_id>/goal/",
        sharing.convert,
        name="convert",
    ),
    path("<public_id:public_id>/update/", telling.update, name="update"),
    path(
        "<public_id:public_id>/updates/<public_id:update_id>/correction/",
        telling.correct,
        name="correct",
    ),
    path("<public_id:public_id>/comments/", telling.comment, name="comment"),
    path(
        "<public_id:public_id>/comments/<public_id:comment_id>/removal/",
        telling.uncomment,
        name="uncomment",
    ),
    path("<public_id:public_id>/proposal/", acting.propose, name="propose"),
    path("<public_id:public_id>/agreement/", acting.agree, name="agree"),
    path("<public_id:public_id>/return/", acting.send_back, name="send_back"),
    path("<public_id:public_id>/closure/", acting.close, name="close"),
    path("<public_id:public_id>/reopening/", acting.reopen, name="reopen"),
    path("<public_id:public_id>/deletion/", acting.delete, name="delete"),
]
