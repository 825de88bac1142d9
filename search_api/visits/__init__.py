"""A study visit, told: from a request to an answer in words. Where to go and in which order is computed in `planning.visits`."""
