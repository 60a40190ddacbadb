from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from fairway.ui.asking import ask_in_our_words

ask_in_our_words()


class UiConfig(AppConfig):
    name = "fairway.ui"
    verbose_name = _("Design system")
