from django.urls import path

from fairway.skills.views import confirming, importing, roles, skills

app_name = "skills"
urlpatterns = [
    path("", roles.listing, name="roles"),
    path("waiting/", confirming.waiting, name="waiting"),
    path("of/<public_id:public_id>/", confirming.of_person, name="of_person"),
    path("of/<public_id:public_id>/confirmation/", confirming.confirm, name="confirm"),
    path("of/<public_id:public_id>/beside/", confirming.beside, name="beside"),
    path("of/<public_id:public_id>/who/", confirming.who, name="who"),
    path("editions/<public_id:public_id>/", roles.edition, name="edition"),
    path("skills/", skills.listing, name="skills"),
    path("skills/new/", skills.create, name="new_skill"),
    path("skills/<public_id:public_id>/", skills.detail, name="skill"),
    path("skills/<public_id:public_id>/edit/", skills.edit, name="edit_skill"),
    path("skills/<public_id:public_id>/archive/", skills.archive, name="archive_skill"),
    path("skills/<public_id:public_id>/return/", skills.restore, name="restore_skill"),
    path("imports/", importing.imports, name="imports"),
    path("imports/<public_id:public_id>/", importing.batch, name="import"),
    path(
        "imports/<public_id:public_id>/application/",
        importing.application,
        name="import_application",
    ),
    path(
        "imports/<public_id:public_id>/discarding/",
        importing.discarding,
        name="import_discarding",
    ),
    path("<public_id:public_id>/", roles.role, name="role"),
    path("<public_id:public_id>/numbers/", roles.numbers, name="numbers"),
    path("<public_id:public_id>/edit/", roles.edit, name="edit_role"),
]
