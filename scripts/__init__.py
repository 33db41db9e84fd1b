"""What keeps the project in order: run from its root, with `python -m scripts.<name>`."""
