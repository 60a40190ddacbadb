from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "fairway.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from fairway.accounts import factors  # noqa: F401
