"""One program that starts Fairway's processes, keeps them running and stops them together."""

from fairway.config.supervisor.supervisor import Supervisor

__all__ = ["Supervisor"]
