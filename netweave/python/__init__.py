"""What programs and notebooks call: loading, tables in and out, what an answer shows."""
