"""The verdicts at a glance, and the share over the years."""
