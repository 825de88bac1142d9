"""What those who run the server see and do: log lines, metrics, stopping without cutting anybody off."""
