"""Is it growing, and is it more than chance would mix?"""
