from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SkillsConfig(AppConfig):
    name = "fairway.skills"
    verbose_name = _("Roles and skills")
