"""See who gains and who loses sight of whom, before anything is moved."""

from fairway.people.reorganisation.opening import opened_by
from fairway.people.reorganisation.previewing import Preview, Shift, preview
from fairway.people.reorganisation.proposing import Move, Proposal

__all__ = ["Move", "Preview", "Proposal", "Shift", "opened_by", "preview"]
