"""What people can do: write, tap, share, join, block."""
