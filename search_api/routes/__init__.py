"""The HTTP API, one module for each kind of address: from a request to a call, from what comes back to a response."""
