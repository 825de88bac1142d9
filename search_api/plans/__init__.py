"""An activity plan, told: from a request to an answer in words. Which practices make it up is computed in `planning`."""
