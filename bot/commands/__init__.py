"""What readers and admins can ask: one module per command family, and the router."""
