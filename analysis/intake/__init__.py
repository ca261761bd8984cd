"""What comes in, and whether it may.

fetch       downloads the raw files of a cohort and judges them: fetch_web asks politely and with patience,
            fetch_download goes on where it broke, fetch_pages puts pages together, fetch_record says how a file came
ingest      raw files → the facts of one cohort
join        records of several sources → papers; people: those known by name only
name_guard  names of people go from all that is published
tables      papers → the tables of the store
registries  raw registries → data/reference/; peer_table: an independent analysis's
"""
