"""`postmortem` and `python -m postmortem`."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from postmortem.cli.main import run

    run()


if __name__ == "__main__":
    main()
