"""For measure_origins: the values of a chart, and values with one of them changed."""
import glob, math, os, tarfile
import yaml


class ValuesLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Dates stay text, as in Helm."""


ValuesLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith("timestamp")]
    for first, pairs in ValuesLoader.yaml_implicit_resolvers.items()}


def load(text):
    try:
        documents = [d for d in yaml.load_all(text, ValuesLoader) if isinstance(d, dict)]
    except (yaml.YAMLError, ValueError):
        return {}
    result = {}
    for document in documents:
        result = overlaid(result, document)
    return result


def overlaid(below, above):
    result = dict(below)
    for key, value in above.items():
        under = result.get(key)
        both = isinstance(value, dict) and isinstance(under, dict)
        result[key] = overlaid(under, value) if both else value
    return result


def chart_files(path):
    """The files of a chart, in a folder or packed, by their paths in it."""
    if os.path.isdir(path):
        names = glob.glob(os.path.join(glob.escape(path), "**"), recursive=True)
        return {os.path.relpath(n, path): n for n in names if os.path.isfile(n)}, None
    archive = tarfile.open(path)
    names = [m.name for m in archive.getmembers() if m.isfile()]
    return {n.split("/", 1)[1]: n for n in names if "/" in n}, archive


def chart_values(path, subcharts, depth=0):
    """A chart's values with those of its subcharts below their keys, which `subcharts` notes."""
    try:
        files, archive = chart_files(path)
    except (OSError, tarfile.TarError):
        return {}
    read = lambda name: (archive.extractfile(files[name]).read() if archive
                         else open(files[name], "rb").read()) if name in files else b""
    values = load(read("values.yaml"))
    names = {}
    for name in ("Chart.yaml", "requirements.yaml"):
        for dependency in load(read(name)).get("dependencies") or []:
            names.setdefault(dependency.get("name"), []).append(
                dependency.get("alias") or dependency.get("name"))
    if depth < 2 and archive is None:
        for folder in sorted(glob.glob(os.path.join(glob.escape(path), "charts", "*"))):
            if not (os.path.isdir(folder) or folder.endswith(".tgz")):
                continue
            inner = chart_values(folder, subcharts, depth + 1)
            name = os.path.basename(folder)
            if folder.endswith(".tgz"):
                name = name.rsplit("-", 1)[0]
            for alias in names.get(name, [name]):
                subcharts.add(alias)
                values = overlaid({alias: inner}, values)
    return values


def leaves(value, path=()):
    if isinstance(value, dict) and value:
        for key, member in value.items():
            if isinstance(key, str):
                yield from leaves(member, path + (key,))
    elif isinstance(value, list) and value:
        for index, member in enumerate(value):
            yield from leaves(member, path + (index,))
    elif path:
        yield path, value


def flipped(value, choice):
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    if isinstance(value, str):
        return value + "x" if choice.random() < 0.85 or not value else choice.choice(
            ["", value[:-1] + "y", value + " z"])
    if isinstance(value, dict):
        return {"flip": "x"}
    if isinstance(value, list):
        return ["x"]
    return "x"


def overlay(values, path, new, isWhole=False):
    """Values that set just one path; lists are given whole, as Helm replaces them."""
    if not path:
        return new
    head, rest = path[0], path[1:]
    if isinstance(head, int):
        return [overlay(v, rest, new, True) if i == head else v for i, v in enumerate(values)]
    inner = overlay(values[head], rest, new, isWhole)
    return {**values, head: inner} if isWhole else {head: inner}


def path_name(path, subcharts):
    """As `render` names it: globals are one thing in all charts."""
    start = 0
    while start < len(path) and path[start] in subcharts:
        start += 1
    if start < len(path) and path[start] == "global":
        path = path[start:]
    name = ""
    for step in path:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return name


def value_text(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value == math.floor(value) and abs(value) < 1e15:
        return str(int(value))
    return str(value)
