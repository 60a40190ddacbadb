"""The addresses of the import, below /people/import/."""

from django.urls import path

from fairway.people.views.importing import columns, questions, reviewing, starting

urlpatterns = [
    path("", starting.imports, name="imports"),
    path("template.csv", starting.template, name="import_template"),
    path("<public_id:public_id>/", reviewing.batch, name="import"),
    path("<public_id:public_id>/columns/", columns.columns, name="import_columns"),
    path("<public_id:public_id>/questions/", questions.questions, name="import_questions"),
    path("<public_id:public_id>/choices/", questions.take_back, name="import_choices"),
    path("<public_id:public_id>/comparison/", reviewing.comparison, name="import_comparison"),
    path("<public_id:public_id>/application/", reviewing.application, name="import_application"),
    path("<public_id:public_id>/discarding/", reviewing.discarding, name="import_discarding"),
    path("<public_id:public_id>/problems.csv", reviewing.problems, name="import_problems"),
]
