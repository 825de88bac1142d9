"""Files of a list, a plan, a visit or a briefing: tables, texts, calendars, maps."""
