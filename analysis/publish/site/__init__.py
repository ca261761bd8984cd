"""What a rendered site gets beyond its chapters, whichever engine made it.

Pages are completed after rendering, so that both engines need no option for it. A release's pages are completed when it
is made and never touched again; the script at their foot reads the list of versions from the newest site around them.
Only where a release was redacted does each of its pages begin with a note of it.
"""
