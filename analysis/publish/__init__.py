"""The site: built, checked, released, verified."""
