"""Every component in all its states, on one page for developers; only with DEBUG.

One module per group of components. Each says what its part of the page shows: published content,
and what the pages compute from it for an invented person who isn't in the database. None means
there is no published content to show it with.
"""
