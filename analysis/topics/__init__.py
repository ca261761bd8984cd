"""One folder for each kind of page: its figures, tables and charts."""
