"""Do a reviewer's ratings bear signs of habit: of the last weeks, of one impression, of one score?

Shown to the reviewer first. A sign is a reason to read a review again, never a finding.
"""
