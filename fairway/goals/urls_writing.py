"""Addresses of what helps to write goals: the check, imports, templates."""

from django.urls import URLPattern, path

from fairway.goals.views import importing, smart

urlpatterns: list[URLPattern] = [
    path("check/", smart.smart_check, name="smart_check"),
    path("import/", importing.imports, name="imports"),
    path("export.csv", importing.export, name="export_csv"),
    path("import/<public_id:public_id>/", importing.batch, name="import"),
    path(
        "import/<public_id:public_id>/application/",
        importing.application,
        name="import_application",
    ),
    path(
        "import/<public_id:public_id>/discarding/", importing.discarding, name="import_discarding"
    ),
    path("import/<public_id:public_id>/undoing/", importing.undoing, name="import_undoing"),
]
