"""Files of an activity plan: Word, Excel, JSON."""
