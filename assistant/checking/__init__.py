"""What may be shown: rules that compare a statement with the passages it cites. Start at judging.py."""
