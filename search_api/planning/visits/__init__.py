"""The study visit: where to go, whom to see, in which order, and why. Pure functions over records, hits and distances."""
