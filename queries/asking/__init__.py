"""What questions share: names, scope, roll-up, evidence and sentences."""
