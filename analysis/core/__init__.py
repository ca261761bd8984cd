"""Paths, errors, files written whole or not at all, text, git: what every room uses."""
