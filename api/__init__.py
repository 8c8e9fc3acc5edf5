"""Every way in: command line, HTTP, page. Thin translators around the assistant."""
