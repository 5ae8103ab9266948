"""Tests of likelier."""
