"""data/: what was read from raw files, how each format is read, and what every column means.

readers      one module for each raw format, which yields records; raw_rows: lines of JSON, raw_files: whole documents
             identifiers: what ids say, decisions: what says that a paper is accepted
title_block  a printed title block → its affiliations
mentions     model families named in a text
schema       what a table and a column are; columns: those of data/
store        data/ is read, written and verified by them
describe     data/ → its two standard descriptions: resources, then frictionless and croissant; json_tables
"""
