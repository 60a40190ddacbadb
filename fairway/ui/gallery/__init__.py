"""Every component in every state, at /ui/: later rooms compose from here instead of inventing."""
