"""The answer-quality gate: a fixed subset of the question sets, and the least that its answers have to reach."""
