"""``python -m analysis`` is ``factcheck``."""

import sys

from analysis.cli import main

sys.exit(main())
