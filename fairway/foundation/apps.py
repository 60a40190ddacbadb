from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class FoundationConfig(AppConfig):
    name = "fairway.foundation"
    verbose_name = _("Foundation")

    def ready(self) -> None:
        autodiscover_modules("rules", "tasks", "provides")
