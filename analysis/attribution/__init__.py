"""Affiliation → institutions → countries."""
