"""Speed, memory and quality, each beside a public peer or a floor in the same run. `make bench` prints them."""
