"""What is known, and where it comes from."""
