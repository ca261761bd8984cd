"""From the number claimed to ours and on to the independent ones."""
