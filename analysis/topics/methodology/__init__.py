"""Definitions, terms, the scale of verdicts, what nobody can check, known limits."""
