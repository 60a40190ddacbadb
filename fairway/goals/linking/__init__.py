"""Items of outside trackers: read, without a database, and never counted by person."""
