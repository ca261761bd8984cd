"""A number with its id, definition, interval and bounds; and those that every cohort has."""
