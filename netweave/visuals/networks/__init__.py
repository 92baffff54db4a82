"""The views `networks` and `overlap`: who shares members with whom."""
