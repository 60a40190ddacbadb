"""Work on what strangers made, in a process of its own: little memory, little time, no secrets."""
