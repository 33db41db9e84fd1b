"""The words of the terminal: what the program's commands ask, say and refuse."""
