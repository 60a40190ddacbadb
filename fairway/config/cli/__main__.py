import sys

from fairway.config.cli import main

sys.exit(main())
