"""Addresses of templates, cycles and who is in them."""

from django.urls import URLPattern, path

from fairway.reviews.views import (
    cycles,
    cycles_running,
    holding,
    managers,
    naming,
    participants,
    templates,
)

urlpatterns: list[URLPattern] = [
    path("", cycles.overview, name="overview"),
    path("cycles/", cycles.cycles, name="cycles"),
    path("cycles/new/", cycles.new_cycle, name="new_cycle"),
    path("cycles/<public_id:public_id>/", cycles_running.cycle, name="cycle"),
    path("cycles/<public_id:public_id>/launch/", cycles.cycle_launch, name="cycle_launch"),
    path(
        "cycles/<public_id:public_id>/closing/",
        cycles_running.cycle_closing,
        name="cycle_closing",
    ),
    path(
        "cycles/<public_id:public_id>/discarding/",
        cycles.cycle_discarding,
        name="cycle_discarding",
    ),
    path(
        "cycles/<public_id:public_id>/missing/",
        cycles_running.cycle_missing,
        name="cycle_missing",
    ),
    path("cycles/<public_id:public_id>/holder/", holding.cycle_holder, name="cycle_holder"),
    path("cycles/<public_id:public_id>/people/", cycles_running.cycle_people, name="cycle_people"),
    path("cycles/<public_id:public_id>/managers/", managers.cycle_managers, name="cycle_managers"),
    path(
        "cycles/<public_id:public_id>/managers/<public_id:person>/days/<slug:step>/",
        managers.manager_days,
        name="manager_days",
    ),
    path(
        "cycles/<public_id:public_id>/changing/",
        cycles_running.cycle_changing,
        name="cycle_changing",
    ),
    path("cycles/<public_id:public_id>/steps/<slug:step>/", cycles.cycle_step, name="cycle_step"),
    path("in/<public_id:public_id>/", participants.participant, name="participant"),
    path("in/<public_id:public_id>/asked/", naming.nominations, name="nominations"),
    path("in/<public_id:public_id>/days/<slug:step>/", participants.step_days, name="step_days"),
    path(
        "in/<public_id:public_id>/removing/",
        participants.participant_removing,
        name="participant_removing",
    ),
    path(
        "nominations/<public_id:public_id>/approval/",
        naming.nomination_deciding,
        {"verb": "approval"},
        name="nomination_approval",
    ),
    path(
        "nominations/<public_id:public_id>/decline/",
        naming.nomination_declining,
        name="nomination_decline",
    ),
    path(
        "nominations/<public_id:public_id>/withdrawal/",
        naming.nomination_deciding,
        {"verb": "withdrawal"},
        name="nomination_withdrawal",
    ),
    path(
        "handovers/<public_id:public_id>/decision/",
        participants.handover_deciding,
        {"verb": "decide"},
        name="handover_decision",
    ),
    path(
        "handovers/<public_id:public_id>/release/",
        participants.handover_deciding,
        {"verb": "release"},
        name="handover_release",
    ),
    path("<public_id:public_id>/days/", participants.review_days, name="review_days"),
    path(
        "<public_id:public_id>/reassigning/",
        participants.review_reassigning,
        name="review_reassigning",
    ),
    path("<public_id:public_id>/removing/", participants.review_removing, name="review_removing"),
    path(
        "<public_id:public_id>/declining/", participants.review_declining, name="review_declining"
    ),
    path("templates/", templates.templates, name="templates"),
    path("templates/new/", templates.new_template, name="new_template"),
    path("templates/<public_id:public_id>/", templates.template, name="template"),
    path("templates/<public_id:public_id>/edit/", templates.edit_template, name="edit_template"),
    path(
        "templates/<public_id:public_id>/publishing/",
        templates.template_publishing,
        name="template_publishing",
    ),
    path(
        "templates/<public_id:public_id>/archiving/",
        templates.template_archiving,
        name="template_archiving",
    ),
    path("bank/", templates.bank, name="bank"),
    path("bank/new/", templates.bank_question, name="new_bank_question"),
    path("bank/<public_id:public_id>/", templates.bank_question, name="bank_question"),
    path("bank/<public_id:public_id>/archiving/", templates.bank_archiving, name="bank_archiving"),
]
