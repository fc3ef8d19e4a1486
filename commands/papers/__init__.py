"""Papers read in: numbered lines of any paper, and what they propose to record."""
