"""A search: criteria checked, the searcher that is open, hits put as the contract says. How records are found is `index`."""
