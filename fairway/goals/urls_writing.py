"""Addresses of what helps to write goals: the check, imports, templates."""

from django.urls import URLPattern, path

from fairway.goals.views import carrying, importing, smart, templates

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
    path("copying/", carrying.carrying, name="carrying"),
    path("templates/", templates.templates, name="templates"),
    path("templates/new/", templates.new_template, name="new_template"),
    path("templates/<public_id:public_id>/", templates.template, name="template"),
    path("templates/<public_id:public_id>/edit/", templates.edit, name="edit_template"),
    path(
        "templates/<public_id:public_id>/assignment/",
        templates.assignment,
        name="template_assignment",
    ),
    path(
        "templates/<public_id:public_id>/archiving/",
        templates.archiving,
        name="template_archiving",
    ),
]
