"""Pictures: answers as pages that open anywhere, explain themselves and can be mailed."""
