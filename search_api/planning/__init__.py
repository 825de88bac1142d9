"""What is computed: needs out of documents, plans, visits, briefings, checks of programmes.

Nothing here knows who asks or in which words it is answered: it takes records and the hits of a searcher. What it finds is told by
`search_api.plans`, `search_api.visits`, `search_api.briefings`, `search_api.programmes` and `search_api.fit`.
"""
