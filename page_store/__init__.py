"""The page store: public answers, kept as files until something that could show on one of them changes.

Every file belongs to a *generation*, which is named after the changes that the database has seen. A change
is written down in the transaction that makes it, so it and the new generation become visible in the same
instant. A page is kept under the generation that was read before its rendering began: what a slow rendering
writes after a change lands in a generation that nobody reads any more.
"""
