"""The report of a run: for advisors as one HTML page in German, for developers as Markdown in English."""
