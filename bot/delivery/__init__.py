"""Getting messages out: replies at once, notices through a worker that keeps to the limits."""
