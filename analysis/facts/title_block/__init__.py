"""A printed title block → its affiliations.

In the order of the path:

characters    what HTML, LaTeX and docling did to the text is undone; plain letters; tokens
mail          e-mail addresses go, their hosts stay
lines         pictures, captions, web pages and the title go
author_names  where the names of the authors stand
pieces        the rest is cut into names, indices, texts, mails and line ends
layout        pieces → groups of names, the texts that belong to them, indices
affiliations  which texts are affiliations, and how they go out
footnotes     affiliations that stand in the early body instead
completeness  whether every author has an affiliation; if not, why
block         the whole: `read_title_block`

vocabulary: the words and shapes by which all of them tell an institution, a part of one, a place and a name apart.
"""
