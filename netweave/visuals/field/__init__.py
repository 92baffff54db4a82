"""The views of a field and of who begins in it: peers, gaps, changes, handshake, dissolve."""
