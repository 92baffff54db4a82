"""The field as a whole: who belongs where, who is experienced, who is near and alike."""
