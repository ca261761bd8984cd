"""How strings became countries, and how often that is right."""
