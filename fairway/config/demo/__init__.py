"""Saltmarsh, the demo company: a distributed retailer that is the same at every making."""
