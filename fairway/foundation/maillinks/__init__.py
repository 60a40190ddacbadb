"""Act from a mail: GET shows, POST acts; one person, one record, one verb, 7 days, once.

    @maillinks.acts("goals.agree", Goal, label=_("Agree to this goal"))
    def agree(goal: Goal, *, actor: Person) -> None:
        agree_to_goal(goal, actor=actor)

    link = maillinks.make_link("goals.agree", person=bo, obj=goal)
    link_url = maillinks.url_of(link)

A verb with `asks` shows a form before its button. Whoever is signed in as somebody else is refused.

The rules are asked when it is used, as for any action. Never show there what is already written of
class C3 or C4: mail is forwarded, and scanners open links.
"""

from fairway.foundation.maillinks.linking import (
    Spent,
    acts,
    find_link,
    make_link,
    url_of,
    use_link,
    verb_of,
)

__all__ = ["Spent", "acts", "find_link", "make_link", "url_of", "use_link", "verb_of"]
