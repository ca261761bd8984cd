"""How sure each headline figure is: sampling, unknown authors, errors of attribution."""
