"""What other rooms and the command line ask of accounts."""

from fairway.accounts.actions.logins import create_account, make_setup_link, one_time_link

__all__ = ["create_account", "make_setup_link", "one_time_link"]
