"""Conferences beside the one that the headline claim speaks of, each for itself."""
