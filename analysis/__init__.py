"""A reproducible, config-driven fact-check of US-China collaboration at NeurIPS.

The modules follow the path of a number: `sources` and `snapshot` (raw files to facts), `affiliations`, `institutions`,
`countries` (attribution), `mentions`, `collaboration`, `intervals`, `figures`, `claims`, then `charts`, `tables`,
`variables` and `render` (the report).
"""

__version__ = "0.1.0"
