"""What people have decided of names: the ledger, and reviews that are read back.

The desk itself is in `graph.names`, where questions reach it too.
"""
