"""The check of a programme of cooperation, told. What a programme says and lacks is computed in `planning.programme`."""
