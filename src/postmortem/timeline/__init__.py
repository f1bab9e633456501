"""What happened when: facts, entries and what is missing, from a blameless transcript."""
