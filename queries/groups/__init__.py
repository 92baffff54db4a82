"""Covering groups: who together reach most, with the proof."""
