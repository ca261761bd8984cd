"""data/: what was read from raw files, how each format is read, and what every column means."""
