"""Signed in by default: a view that anyone may open says so itself."""

from __future__ import annotations

from django.contrib.auth.middleware import LoginRequiredMiddleware


class SignInRequired(LoginRequiredMiddleware):
    pass
