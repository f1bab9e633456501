"""Strict fakes of the two services, served over loopback HTTP."""
