"""`python -m bot`: the same as `trzecie-miejsce`."""

import sys

from bot.cli import main

sys.exit(main())
