"""Answer one question, or hand it over. Start reading at assistant/pipeline.py."""
