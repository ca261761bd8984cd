"""Which papers name which model."""
