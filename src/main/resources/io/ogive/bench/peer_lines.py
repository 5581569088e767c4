"""The line protocol of peers in Python: a request a line, an answer of one line for each."""

import json
import sys


def serve(requests):
    """Answers the requests on stdin, words apart by tabs, until ``quit`` or its end."""
    for line in sys.stdin:
        words = line.rstrip("\n").split("\t")
        if words[0] == "quit":
            break
        try:
            answer = requests[words[0]](*words[1:])
        except Exception as error:
            answer = {"error": repr(error)}
        print("bench>\t" + json.dumps(answer), flush=True)
