"""One checked file with everything that cannot be built again, and the way back."""
