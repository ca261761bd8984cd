"""States of all numbers: computed, released, compared; what moved them, and what was corrected."""
