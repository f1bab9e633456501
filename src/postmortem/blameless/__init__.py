"""Names out: from a `Transcript` to a `BlamelessTranscript`, and the independent last look before anything leaves."""
