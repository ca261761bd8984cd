"""What readers asked."""
