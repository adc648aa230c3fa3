"""The sandbox around every process that opens a file: what it may see, use and call. Nothing heavy is imported here.

The parent chooses a way (``choose.way``) and starts the child through it; the child gives up what is left before the
first byte of a document reaches it (``enter.enter``).
"""
