"""The audit chain: every event sealed to the one before it, so that no change goes unseen."""
