"""Every component in all its states, on one page for those who build them; only with DEBUG.

A module a group of components. Each says what its part of the page shows: real content and what the
pages themselves work out, for somebody made up, in no row of the database. Nothing: there is
nothing published to show it with.
"""
