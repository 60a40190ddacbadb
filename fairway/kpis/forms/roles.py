from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.people.forms.fields import PickField, ViewersForm
from fairway.people.picking import PROFILE
from fairway.ui.saving import SavedForm


class RoleForm(ViewersForm, SavedForm):
    role = PickField(PROFILE, label=_("Role"), help_text=_("Type the beginning of its name."))
