"""A printed title block → its affiliations."""
