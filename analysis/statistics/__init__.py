"""Methods that know no type of the project: intervals, estimates from two samples, a trend, agreement."""
