"""One plain function per stage, and the adapters they use; runs end to end without Prefect."""
