"""Evidence in: files that people give beside the channel, such as deploys, alerts, tickets, logs, read row by row with names."""
