"""Benchmarks of a server process of its own: speed, load while the base changes, what is left behind."""
