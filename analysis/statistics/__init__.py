"""Methods that know no type of the project: intervals, tests, a trend, estimates from a sample or despite errors.

Each module names its source. What SciPy or statsmodels computes too, the tests hold against them; SciPy does it here
where that takes code off us and costs no more than `scipy.special` to import. statsmodels and `scipy.stats` take longer
to import than all that is here to run.
"""
