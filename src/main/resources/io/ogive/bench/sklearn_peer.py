"""scikit-learn's side of the bench: a request a line, words apart by tabs, an answer a line.

load FILE ROWS COLUMNS   rows of float64 little-endian, the label after the columns
fit LAMBDA FILE          fits, leaves the model in the file as big-endian int32 and float64
quit
"""

import time

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression

import peer_lines

x = y = None


def load(path, rows, columns):
    global x, y
    table = np.fromfile(path, dtype="<f8").reshape(int(rows), int(columns) + 1)
    x, y = np.ascontiguousarray(table[:, :-1]), np.ascontiguousarray(table[:, -1])
    return {"version": sklearn.__version__, "rows": int(rows), "columns": int(columns)}


def fit(penalty, path):
    start = time.perf_counter()
    model = LogisticRegression(
        C=1 / (float(penalty) * len(y)), solver="lbfgs", max_iter=10000
    ).fit(x, y)
    seconds = time.perf_counter() - start
    with open(path, "wb") as out:
        out.write(np.array([1, x.shape[1]], dtype=">i4").tobytes())
        out.write(np.append(model.coef_[0], model.intercept_[0]).astype(">f8").tobytes())
    return {"seconds": seconds, "iterations": int(model.n_iter_[0])}


peer_lines.serve({"load": load, "fit": fit})
