"""Addresses of pay: rounds, lines, one's own result, and how a round is set up."""

from django.urls import URLPattern, path

from fairway.reviews.views import pay, pay_rounds

ROUND = "pay/rounds/<public_id:public_id>"
LINE = "pay/lines/<public_id:public_id>"

urlpatterns: list[URLPattern] = [
    path("pay/", pay.pay, name="pay"),
    path("cycles/<public_id:public_id>/pay/", pay_rounds.begin, name="begin_pay"),
    path(f"{ROUND}/", pay.pay_round, name="pay_round"),
    path(f"{ROUND}/export/", pay.export, name="export_pay"),
    path(f"{ROUND}/setup/", pay_rounds.setup, name="pay_setup"),
    path(f"{ROUND}/day/", pay_rounds.day, name="pay_day"),
    path(f"{ROUND}/discarding/", pay_rounds.discarding, name="discard_pay"),
    path(f"{ROUND}/pay-now/", pay_rounds.pay_now, name="pay_now"),
    path(f"{ROUND}/steps/<slug:step>/", pay_rounds.moving, name="move_pay"),
    path(f"{ROUND}/parts/<slug:part>/", pay_rounds.adding, name="add_to_pay"),
    path(
        f"{ROUND}/parts/<slug:part>/<public_id:key>/removal/",
        pay_rounds.taking_out,
        name="take_out_of_pay",
    ),
    path(f"{LINE}/", pay.pay_line, name="pay_line"),
    path(f"{LINE}/recommendation/", pay.planning, name="recommend_pay"),
    path(f"{LINE}/decision/", pay.deciding, name="decide_pay"),
    path(f"{LINE}/result/", pay.result, name="pay_result"),
]
