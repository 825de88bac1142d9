"""What each command of `praktyki` does, one module each, imported only when it runs."""
