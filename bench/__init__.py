"""Measured runs: how long pages take, and how that grows with the organisation."""
