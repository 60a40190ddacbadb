from django.urls import path

from fairway.ui.gallery import mails, views

app_name = "ui"
urlpatterns = [
    path("", views.show_group, name="gallery"),
    path("frame/", views.show_frame, name="frame"),
    path("branch/", views.show_branch, name="branch"),
    path("drawer/", views.drawer, name="drawer"),
    path("try/", views.try_form, name="try"),
    path("undo/", views.undo, name="undo"),
    path("mail/", mails.listing, name="mails"),
    path("mail/<slug:key>/", mails.letter, name="mail"),
    path("<slug:group>/", views.show_group, name="group"),
]
