"""What every room's part of /api/v1 is made of."""

from fairway.foundation.api.auth import Token
from fairway.foundation.api.pages import PageOf, Paging, paged
from fairway.foundation.api.problems import PROBLEMS, Problem

__all__ = ["PROBLEMS", "PageOf", "Paging", "Problem", "Token", "paged"]
