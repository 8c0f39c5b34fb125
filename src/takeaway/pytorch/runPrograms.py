"""Runs PyTorch programs one after the other and writes down what each printed and computed.

Usage: python runPrograms.py jobs.json results.json

One process for all: importing torch takes longer than everything else.
"""

import importlib
import json
import os
import sys

import torch


def flat(value):
    """Tensors as flat lists of float64, inside lists and dicts too; all else as it is."""
    if isinstance(value, torch.Tensor):
        return value.detach().double().flatten().tolist()
    if isinstance(value, dict):
        return {key: flat(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [flat(item) for item in value]
    return value


def tensor(entry):
    return torch.tensor(entry["data"], dtype=torch.float64).reshape(entry["shape"])


def layer(attention, given):
    """What the program's own module computes in float64 with the weights and the x that are given."""
    attention.double()
    # Strict: a weight that is missing, left over or of another size stops it.
    attention.load_state_dict({name: tensor(entry) for name, entry in given["weights"].items()})
    output, weights = attention(tensor(given["x"])[None])
    return flat({"output": output, "weights": weights})


def run(job):
    """The program as `python program.py …` runs it in the job's folder, every printed line noted with some variables."""
    prints = []

    def note(*values):
        variables = sys._getframe(1).f_globals
        seen = {name: flat(variables[name]) for name in job["watch"] if name in variables}
        prints.append({"text": " ".join(map(str, values)), "variables": seen})

    result = {"prints": prints, "error": "", "layer": None}
    os.chdir(job["folder"])
    # As Python does that starts a program: what lies beside it comes before what is installed.
    sys.path[0] = job["folder"]
    sys.argv = ["program.py", *job["args"]]
    namespace = {"__name__": "__main__", "print": note}
    try:
        with open("program.py", encoding="utf-8") as file:
            exec(compile(file.read(), "program.py", "exec"), namespace)
        if job["layer"]:
            result["layer"] = layer(namespace["attention"], job["layer"])
        return json.dumps(result, allow_nan=False)
    except (Exception, SystemExit) as error:
        # What was computed may be no number, and JSON has no word for it.
        lines = [{"text": line["text"], "variables": {}} for line in prints]
        return json.dumps({"prints": lines, "error": f"{type(error).__name__}: {error}", "layer": None})
    finally:
        # The next program may have others of the same name beside it.
        for name, module in list(sys.modules.items()):
            if (getattr(module, "__file__", None) or "").startswith(job["folder"] + os.sep):
                del sys.modules[name]
        importlib.invalidate_caches()


torch.set_num_threads(1)
with open(sys.argv[1], encoding="utf-8") as file:
    jobs = json.load(file)
results_path = os.path.abspath(sys.argv[2])
results = ",\n".join([run(job) for job in jobs])
with open(results_path, "w", encoding="utf-8") as file:
    file.write(f'{{"torch": {json.dumps(torch.__version__)}, "results": [{results}]}}')
