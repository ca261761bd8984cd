"""What comes in, and whether it may: downloads, raw files → facts, registries."""
