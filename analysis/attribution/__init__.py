"""Affiliation → institutions → countries.

In the order of the path:

strings     a raw string is cut into parts where several institutions are listed
registry    institutions, companies and overrides by name; spelling: by a name misspelt; domains: by their hosts
places      countries, regions and cities named in a part
reading     a part → the institutions and places named in it
weighing    what the string itself says of place against a name that may be anybody's
named       an institution named → its country, under both policies
part        a part → all that gives countries in it
resolve     the whole string; `resolution` is its answer
table       all affiliations of the facts, each resolved once and kept
"""
