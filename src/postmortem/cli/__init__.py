"""The commands: one file each. The only place that prints, prompts, exits or asks the time."""
