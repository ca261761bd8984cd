"""One claim: its verdict under every definition."""
