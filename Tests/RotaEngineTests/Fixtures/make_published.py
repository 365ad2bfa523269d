#!/usr/bin/env python3
"""Makes published.jsonl: every case that the reference scorer's own tests work out by hand, with what the scorer says of it.

    python3 make_published.py FOLDER_OF_SCORE_PY > published.jsonl

The same three lines a case as in agreement.jsonl. The tests are run, and each rota that they have scored is written down. Run once; the tests read the result.
"""

import copy
import io
import json
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import score  # noqa: E402
import test_score  # noqa: E402

cases = []
evaluate = test_score.evaluate


def noted(data, shifts, first=test_score.MON, last=test_score.SUN):
    found, counted, total = evaluate(data, shifts, first, last)
    said = {"breaches": [str(b) for b in found], "counts": [score.decimal(counted[s]) for s in score.WEIGHTS], "score": score.decimal(total)}
    case = copy.deepcopy((data, {"from": first, "to": last, "shifts": shifts}, said))
    if case not in cases:
        cases.append(case)
    return found, counted, total


test_score.evaluate = noted
suite = unittest.defaultTestLoader.loadTestsFromModule(test_score)
result = unittest.TextTestRunner(stream=io.StringIO()).run(suite)
if not result.wasSuccessful():
    sys.exit("The reference scorer's tests fail.")
for case in cases:
    for document in case:
        print(json.dumps(document, separators=(",", ":"), ensure_ascii=False))
