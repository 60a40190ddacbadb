from django.urls import path

from fairway.foundation.files import serving

app_name = "foundation"
urlpatterns = [path("<public_id:public_id>/", serving.file, name="file")]
