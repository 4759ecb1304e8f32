#!/usr/bin/env python3
"""Measures what running notebooks costs, beside the runners of Jupyter when they can be had.

    measure.py PROGRAM [--peers FOLDER] [--repeat 5] [--check]

The inputs are made in a temporary folder from a fixed seed: a table of 20,000 rows and a notebook of
twelve cells with two charts, once and ten times. --peers names a folder whose make_inputs.py writes
the same table and steps for Jupyter (events.csv, sample.ipynb, null.ipynb, copies/); papermill and
nbconvert are looked up beside this interpreter. Each round runs every case once, so that what else the
machine does falls on all of them alike; its first command is run once before, untimed, so that the
program is in memory. Told are medians of wall and CPU seconds (user and system, all
processes), and the peak of the memory of all processes of a case together (proportional set size)
from one more run, of which nothing is timed. --check leaves with 1 when a target is missed by more
than a factor of two.
"""

import argparse
import csv
import datetime
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
# CPU seconds, from the design of the runner; memory in MiB.
TARGETS = {
    "empty notebook": 0.02,
    "12 cells, cold": 0.20,
    "12 cells, from cache": 0.05,
    "10 notebooks, cold": 1.5,
}
MEMORY_TARGET = 64


def write_table(path, rows=20_000):
    numbers = random.Random(2024)
    first = datetime.date(2021, 1, 1)
    with open(path, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["id", "when", "repo", "kind", "author", "score"])
        for row in range(rows):
            day = first + datetime.timedelta(days=numbers.randrange(1460))
            repo = f"org{numbers.randrange(40)}/repo{int(numbers.paretovariate(1.1)) % 300}"
            kind = numbers.choices(["model", "dataset", "space", "bot"], [6, 3, 2, 1])[0]
            author = f"user{numbers.randrange(900)}"
            out.writerow([row, day, repo, kind, author, round(numbers.gauss(3, 2), 4)])


def processes_of(root):
    """The process ids of a process and of all below it."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                fields = open(f"/proc/{entry}/stat").read().rsplit(")", 1)[1].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(entry))
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        waiting += children.get(process, [])
    return found


def memory_of(process):
    """The proportional set size of a process in MiB."""
    try:
        for line in open(f"/proc/{process}/smaps_rollup"):
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def run(commands, samples_memory=False):
    """Runs commands one after another: wall seconds, CPU seconds, peak memory in MiB."""
    start, cpu, peak = time.perf_counter(), 0.0, 0.0
    for command, folder in commands:
        process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env=dict(os.environ, PATH=f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"))
        talk = []
        reader = threading.Thread(target=lambda: talk.append(process.stderr.read()))
        reader.start()
        while samples_memory and os.waitid(
                os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            peak = max(peak, sum(memory_of(one) for one in processes_of(process.pid)))
        _, status, usage = os.wait4(process.pid, 0)
        reader.join()
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"{' '.join(map(str, command))}\n{talk[0].decode(errors='replace')[-2000:]}")
        cpu += usage.ru_utime + usage.ru_stime
    return time.perf_counter() - start, cpu, peak


def our_cases(program, work):
    """Names, what is done before each run, and commands."""
    one, ten = work / "ours", work / "ours-ten"
    for folder in (one, ten):
        folder.mkdir()
        shutil.copy(work / "events.csv", folder)
    shutil.copy(HERE / "sample.hfnb", one)
    shutil.copy(HERE / "empty.hfnb", one)
    for number in range(10):
        shutil.copy(HERE / "sample.hfnb", ten / f"copy-{number}.hfnb")

    def forget():
        for folder in (one, ten):
            shutil.rmtree(folder / ".hfnb", ignore_errors=True)
            for results in folder.glob("*.out"):
                shutil.rmtree(results)

    return [
        ("empty notebook", forget, [([program, "run", "empty.hfnb"], one)]),
        ("12 cells, cold", forget, [([program, "run", "sample.hfnb"], one)]),
        ("12 cells, from cache", lambda: None, [([program, "run", "sample.hfnb"], one)]),
        ("10 notebooks, cold", forget, [([program, "run", "."], ten)]),
        ("10 notebooks, from cache", lambda: None, [([program, "run", "."], ten)]),
    ]


def cases_of_peers(work):
    tools = pathlib.Path(sys.executable).parent
    papermill, jupyter = tools / "papermill", tools / "jupyter"
    copies = sorted((work / "copies").glob("*.ipynb"))
    nbconvert = [jupyter, "nbconvert", "--execute", "--to", "notebook", "--output-dir", work / "out"]
    found = []
    if papermill.exists():
        found += [
            ("papermill, empty", None, [([papermill, "null.ipynb", "out/n.ipynb"], work)]),
            ("papermill, 12 cells", None, [([papermill, "sample.ipynb", "out/p.ipynb"], work)]),
            ("papermill, 10 notebooks", None,
             [([papermill, one, work / "out" / one.name], work / "copies") for one in copies]),
        ]
    if jupyter.exists():
        found += [
            ("nbconvert, empty", None, [(nbconvert + ["null.ipynb"], work)]),
            ("nbconvert, 12 cells", None, [(nbconvert + ["sample.ipynb"], work)]),
            ("nbconvert, 10 notebooks", None, [(nbconvert + copies, work)]),
        ]
    return found


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("program", type=pathlib.Path)
    arguments.add_argument("--peers", type=pathlib.Path)
    arguments.add_argument("--repeat", type=int, default=5)
    arguments.add_argument("--check", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / "out").mkdir()
        write_table(work / "events.csv")
        if options.peers:
            make = options.peers.resolve() / "make_inputs.py"
            subprocess.run([sys.executable, make, work], check=True)
        cases = our_cases(options.program.resolve(), work)
        if options.peers:
            cases += cases_of_peers(work)
        times = {name: [] for name, _, _ in cases}
        for _ in range(options.repeat):
            for name, before, commands in cases:
                run(commands[:1])
                if before:
                    before()
                times[name].append(run(commands))
        print("| Case | Wall s | CPU s | Peak MiB |\n|---|---|---|---|")
        missed = []
        for name, before, commands in cases:
            if before:
                before()
            wall = statistics.median(one[0] for one in times[name])
            cpu = statistics.median(one[1] for one in times[name])
            memory = run(commands, samples_memory=True)[2]
            print(f"| {name} | {wall:.3f} | {cpu:.3f} | {memory:.0f} |", flush=True)
            if cpu > 2 * TARGETS.get(name, float("inf")):
                missed.append(f"{name}: {cpu:.3f} CPU s, the target is {TARGETS[name]}")
            if name in TARGETS and memory > 2 * MEMORY_TARGET:
                missed.append(f"{name}: {memory:.0f} MiB, the target is {MEMORY_TARGET}")
        for words in missed:
            print("missed: " + words)
        if options.check and missed:
            sys.exit(1)


if __name__ == "__main__":
    main()
