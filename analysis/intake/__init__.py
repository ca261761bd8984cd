"""What comes in, and whether it may.

fetch       downloads the raw files of a cohort
ingest      raw files → the facts of one cohort
join        records of several sources → papers; people: those known by name only
name_guard  names of people go from all that is published
tables      papers → the tables of the store
registries  raw registries → data/reference/; peer_table: an independent analysis's
"""
