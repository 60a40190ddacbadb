from django.urls import path

from fairway.foundation.files import serving
from fairway.foundation.views import jobs, links

app_name = "foundation"
urlpatterns = [
    path("files/<public_id:public_id>/", serving.file, name="file"),
    path("jobs/<public_id:public_id>/", jobs.job, name="job"),
    path("n/<public_id:public_id>/", links.notice, name="notice"),
    path("m/<str:token>/", links.mail_link, name="mail_link"),
    path("unsubscribe/<str:token>/", links.stop_mail, name="unsubscribe"),
]
