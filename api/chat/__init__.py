"""The chat over HTTP: one computation per message, followed by any number of readers as JSON or as events."""
