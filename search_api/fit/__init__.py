"""A practice compared with the reader's own place, told. What is alike is computed in `planning.context_fit`."""
