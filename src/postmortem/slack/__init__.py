"""Chat in: from an export or the live API to a `Transcript`, with names. Nothing right of `blameless/` imports this room."""
