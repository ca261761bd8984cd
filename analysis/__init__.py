"""A reproducible, config-driven fact-check: every number recomputed from data and traceable to its papers.

What a maintainer adds or changes stands outside: cohorts, bases and the other choices of a definition, terms, claims and
rules of verdicts in config.yaml; pages, their words, the PDF and its looks in report/. Here are the rooms, in the order
of the path that a number takes. From `core` on, each imports only from rooms above it in this list.

core         paths, errors, files written whole or not at all, text, git: what every room uses
settings     config.yaml → typed models that know their lines: cohorts, definitions, terms, claims, rules of verdicts
statistics   methods that know no type of the project: intervals, trend, double sampling, agreement
looks        colours and fonts of the charts, columns of tables, how a number is said
facts        data/: readers of each raw format, printed title blocks, the store, what every column means
attribution  affiliation → institutions → countries
intake       what comes in, and whether it may: downloads, raw files → facts, registries
counting     papers × countries: which paper counts, under which definition, and why; gold sets
figures      a number with its id, definition, interval and bounds; those that every cohort has
claims       figure against sentence → verdict; the list of papers behind a figure
topics       one folder for each page with figures of its own, found by its name in config: figures, tables and charts
editions     states of all numbers: computed, released, compared; what moved them
publish      the site and the PDF: built, checked, released, verified
cli          the command `factcheck`: verbs only, no arithmetic
"""

__version__ = "0.1.0"
