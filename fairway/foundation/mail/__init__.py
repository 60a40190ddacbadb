"""Mail that is owed: a row and a job in the caller's transaction, sent after it, at least once."""
