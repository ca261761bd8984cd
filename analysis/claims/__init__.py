"""Figure against sentence → verdict; the papers behind a figure."""
