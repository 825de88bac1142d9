"""Files of a briefing: Word and Excel."""
