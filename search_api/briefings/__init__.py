"""A briefing of an area, told: its lines, links and figures in words. What it holds is computed in `planning.briefing`."""
