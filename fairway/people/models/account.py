from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from fairway.foundation.ids import PublicIdField


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str = "", password: str | None = None, **fields) -> Account:
        account = self.model(email=self.normalize_email(email).lower() or None, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """A login: by e-mail, by staff number, or both. It may belong to no person."""

    public_id = PublicIdField()
    email = models.EmailField(null=True, blank=True, unique=True)
    staff_number = models.CharField(max_length=40, null=True, blank=True, unique=True)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(
        default=False, help_text="Configures Fairway; reads nothing about people."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="account_email_in_lower_case", condition=Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="account_has_a_name_to_type",
                condition=Q(email__isnull=False) | Q(staff_number__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    def get_full_name(self) -> str:
        person = getattr(self, "person", None)
        return person.name if person else ""
