"""What the documents say: the report's model and its sections."""
