"""Each module is one kind of question; adding a file adds it.

Its docstring is its help, `arguments(parser)` adds its options, `run(options)` gives an `Answer`
and may raise `Refused` or a `MeasurementError`. Statistics are imported inside `run`, so that other
commands start quickly.
"""
