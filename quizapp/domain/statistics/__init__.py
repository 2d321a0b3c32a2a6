"""Item analysis in the sense of classical test theory: which questions of a quiz are good.

`analysis.py` is where to begin: `analyse` makes the figures of each question and of the quiz from
responses, by way of what `tally.py` counts, which can be added. `flags.py` says in plain words what
these figures give reason to look at.

Rules for what the textbooks leave open, the same in all modules:

- A question that was left empty earned nothing. What does not count (struck out, not marked yet)
  is no response at all.
- Whoever was asked other questions than others (a draw, an essay that waits) is compared by the
  share that they earned of what their own questions could earn.
- Times are whole seconds, and points that differ by rounding alone are equal.
- A figure is None where it cannot be computed: with one learner, where everybody earned the same,
  where a quiz has one question. What is too little to be told is for `samples.py`.
"""
