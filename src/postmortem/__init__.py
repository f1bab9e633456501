"""postmortem: from an incident's Slack channel to a blameless report."""

__version__ = "0.1.0"
