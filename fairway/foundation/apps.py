from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.urls import register_converter
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class FoundationConfig(AppConfig):
    name = "fairway.foundation"
    verbose_name = _("Foundation")

    def ready(self) -> None:
        from fairway.foundation.audit.guarding import guard_after_migrating
        from fairway.foundation.ids import PublicIdConverter

        register_converter(PublicIdConverter, "public_id")
        post_migrate.connect(guard_after_migrating, sender=self)
        autodiscover_modules("rules", "tasks", "provides")
        from fairway.foundation.notifications.telling import listen

        listen()
