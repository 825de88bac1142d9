"""Keys, sessions and who may do what: `guard` for routes, `signed_in` for pages, `limiter` for whatever must not be flooded."""
