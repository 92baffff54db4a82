"""Routes between two entities: all shortest ones, the best of them, and those apart."""
