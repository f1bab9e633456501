"""The incident's folder on Google Drive: published to, never written over, and taken back from."""
