"""PyTorch's and scikit-learn's side of the bench of networks: a request a line, words apart by tabs.

images DIR                 reads the pictures
train ROUNDS SEED BATCH _  epochs on a network 784-100-10 of sigmoids with Adam, and after each the
                           accuracy, which is found outside of the clock
quit
"""

import gzip
import sys
import time

import numpy as np

import peer_lines

RATE = 0.005
HIDDEN = 100
name, threads = sys.argv[1], int(sys.argv[2])
train_x = train_y = test_x = test_y = None


def idx(path, header):
    with gzip.open(path) as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


def images(folder):
    global train_x, train_y, test_x, test_y
    x = [idx(f"{folder}/{p}-images-idx3-ubyte.gz", 16) for p in ("train", "t10k")]
    y = [idx(f"{folder}/{p}-labels-idx1-ubyte.gz", 8) for p in ("train", "t10k")]
    train_x, test_x = [(v.reshape(-1, 784) / 255).astype(np.float32) for v in x]
    train_y, test_y = [v.astype(np.int64) for v in y]
    return {"version": version()}


def version():
    if name == "pytorch":
        import torch

        torch.set_num_threads(threads)
        return torch.__version__
    import sklearn

    return sklearn.__version__


def report(epochs, epoch, accuracy):
    rounds, accuracies = [], []
    for n in range(epochs):
        start = time.perf_counter()
        epoch()
        rounds.append(time.perf_counter() - start)
        accuracies.append(accuracy())
        if accuracies[-1] >= 0.97 and n >= 2:
            break
    return {
        "seconds": sum(rounds),
        "accuracy": accuracies[-1],
        "rounds": rounds,
        "accuracies": accuracies,
    }


def pytorch(epochs, seed, batch):
    import torch

    torch.manual_seed(seed)
    x, y, t = map(torch.from_numpy, (train_x, train_y, test_x))
    net = torch.nn.Sequential(
        torch.nn.Linear(784, HIDDEN), torch.nn.Sigmoid(), torch.nn.Linear(HIDDEN, 10)
    )
    adam = torch.optim.Adam(net.parameters(), lr=RATE)
    loss = torch.nn.CrossEntropyLoss()

    def epoch():
        for rows in torch.randperm(len(x)).split(batch):
            adam.zero_grad()
            loss(net(x[rows]), y[rows]).backward()
            adam.step()

    def accuracy():
        with torch.no_grad():
            return float((net(t).argmax(1).numpy() == test_y).mean())

    return report(epochs, epoch, accuracy)


def scikit(epochs, seed, batch):
    from sklearn.neural_network import MLPClassifier

    net = MLPClassifier(
        (HIDDEN,),
        activation="logistic",
        batch_size=batch,
        learning_rate_init=RATE,
        random_state=seed,
    )
    classes = np.arange(10)
    return report(
        epochs,
        lambda: net.partial_fit(train_x, train_y, classes),
        lambda: float((net.predict(test_x) == test_y).mean()),
    )


def train(rounds, seed, batch, _):
    fit = pytorch if name == "pytorch" else scikit
    return fit(int(rounds), int(seed), int(batch))


peer_lines.serve({"images": images, "train": train})
