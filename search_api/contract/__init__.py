"""The contract, version 1, as models, of all but plans, visits, briefings, programmes and fit, which hold their own.

Changes are additive only."""
