"""What runs when, and the command line."""

from flows.settings import keep_prefect_quiet

keep_prefect_quiet()
