"""For measure_origins: the scalars of rendered files, where they come from, and how two renders
differ."""
import bisect, collections
import yaml

Loader = getattr(yaml, "CLoader", yaml.Loader)


class Text:
    """One rendered file: its runs and its scalars."""

    def __init__(self, text, rows):
        self.bytes = text.encode("utf-8", "surrogatepass")
        self.runs = []
        for row in rows:
            if self.runs and self.runs[-1][:3] == (row[1], row[2], row[3]) and row[7] is not None:
                self.runs[-1][3].add(row[7])
            else:
                data = set() if row[7] is None else {row[7]}
                self.runs.append((row[1], row[2], row[3], data, frozenset(row[8])))
        self.starts = [r[0] for r in self.runs]
        self.text = text
        self._scalars = None

    def at(self, start, end):
        """The runs that reach into a range, those without bytes at its ends included."""
        while end < len(self.bytes) and self.bytes[end] in b" \t\r\n":
            end += 1
        index = bisect.bisect_left(self.starts, start)
        while index > 0 and self.runs[index - 1][1] >= start:
            index -= 1
        while index < len(self.runs) and self.runs[index][0] <= end:
            run = self.runs[index]
            if run[0] < end and run[1] > start or run[0] == run[1] and start <= run[0]:
                yield run
            index += 1

    def names(self, start, end):
        data, conditions = set(), set()
        for run in self.at(start, end):
            data |= run[3]
            conditions |= run[4]
        return data, conditions

    @property
    def scalars(self):
        """By path: the documents' scalars; None when the text is not YAML."""
        if self._scalars is None:
            try:
                self._scalars = Scalars(self.text).documents
            except (yaml.YAMLError, RecursionError):
                self._scalars = False
        return self._scalars


class Scalars:
    """Trees of nodes, as (kind, content, start, end) with places in bytes."""

    def __init__(self, text):
        self.place = (lambda i: i) if text.isascii() else self.offsets(text).__getitem__
        self.documents = [
            self.tree(n) for n in yaml.compose_all(text, Loader) if n is not None]
        self.documents = [d for d in self.documents if d[0] != "scalar" or d[1][1] != ""]

    @staticmethod
    def offsets(text):
        offsets, place = [], 0
        for character in text:
            offsets.append(place)
            place += len(character.encode("utf-8", "surrogatepass"))
        return offsets + [place]

    def tree(self, node):
        start, end = self.place(node.start_mark.index), self.place(node.end_mark.index)
        if isinstance(node, yaml.ScalarNode):
            tag = node.tag.rsplit(":", 1)[-1]
            return ("scalar", (tag, node.value), start, end)
        if isinstance(node, yaml.SequenceNode):
            return ("list", [self.tree(n) for n in node.value], start, end)
        members = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            while name in members:
                name += "#"
            members[name] = (self.place(key.start_mark.index), self.tree(value))
        return ("map", members, start, end)


def content(tree):
    kind, inner = tree[0], tree[1]
    if kind == "scalar":
        return inner
    if kind == "list":
        return (kind, tuple(content(t) for t in inner))
    return (kind, tuple(sorted((k, content(v)) for k, (_, v) in inner.items())))


def identity(tree):
    """What tells a document or a list item from its neighbours."""
    if tree[0] != "map":
        return None
    text = lambda m, k: m[k][1][1] if k in m and m[k][1][0] == "scalar" else None
    members = tree[1]
    if "kind" in members and "metadata" in members and members["metadata"][1][0] == "map":
        meta = members["metadata"][1][1]
        return ("document", text(members, "kind"), text(meta, "name"), text(meta, "namespace"))
    for key in ("name", "key", "mountPath", "port", "containerPort", "path", "host", "type"):
        if text(members, key) is not None:
            return (key, text(members, key)[1], len(members) if key == "type" else 0)
    return None


def paired(old, new):
    """Items of two lists side by side: equal ones first, then by identity, then the others."""
    pairs, left, right = [], list(range(len(old))), list(range(len(new)))
    for key in (content, identity):
        waiting = collections.defaultdict(collections.deque)
        for j in right:
            waiting[key(new[j])].append(j)
        rest = []
        for i in left:
            mark = key(old[i])
            if mark is not None and waiting[mark]:
                j = waiting[mark].popleft()
                pairs.append((i, j))
                right.remove(j)
            else:
                rest.append(i)
        left = rest
    # Of those left over, the most alike; what has no partner appeared or vanished.
    scores = [(-likeness(old[i], new[j]), i, j) for i in left for j in right]
    isWhole = len(left) == len(right)
    for score, i, j in sorted(scores) if len(scores) < 10000 else []:
        if i in left and j in right and (score < 0 or isWhole and old[i][0] == new[j][0]):
            pairs.append((i, j))
            left.remove(i)
            right.remove(j)
    return pairs, left, right


def likeness(one, other):
    """How many scalars two trees share."""
    if one[0] != "map" or other[0] != "map":
        return 0
    marks = [collections.Counter((p, t[1]) for p, t in walk(tree)) for tree in (one, other)]
    return sum((marks[0] & marks[1]).values())


def differences(old, new, where="", around=()):
    """(what, path, ranges in the old text, ranges in the new) of each scalar that differs."""
    if old[0] != new[0]:
        yield "changed", where, [old[2:4], *around], [new[2:4]]
    elif old[0] == "scalar":
        if old[1] != new[1]:
            yield "changed", where, [old[2:4], *around], [new[2:4]]
    elif old[0] == "list":
        pairs, gone, come = paired(old[1], new[1])
        for i, j in pairs:
            yield from differences(old[1][i], new[1][j], f"{where}[{i}]")
        for i in gone:
            yield from everything("vanished", old[1][i], f"{where}[{i}]")
        for j in come:
            yield from everything("appeared", new[1][j], f"{where}[{j}]")
    else:
        for key, (start, tree) in old[1].items():
            if key in new[1]:
                other = new[1][key]
                yield from differences(tree, other[1], f"{where}.{key}", [(start, tree[3])])
            else:
                yield from everything("vanished", tree, f"{where}.{key}", start)
        for key, (start, tree) in new[1].items():
            if key not in old[1]:
                yield from everything("appeared", tree, f"{where}.{key}", start)


def everything(what, tree, where, start=None):
    """Each scalar of something that appeared or vanished, with its key or document around it."""
    top = (tree[2] if start is None else start, tree[3])
    stack = [(tree, where, top, [])]
    while stack:
        tree, where, own, around = stack.pop()
        if tree[0] == "scalar" or not tree[1]:
            ranges = [own, *around]
            yield (what, where, ranges, ranges)
        elif tree[0] == "list":
            for i, member in enumerate(tree[1]):
                first = [(own[0], own[0] + 1)]
                stack.append((member, f"{where}[{i}]", member[2:4], first + around))
        else:
            for key, (start, member) in tree[1].items():
                first = [(own[0], min(own[0] + 1, own[1]))]
                stack.append((member, f"{where}.{key}", (start, member[3]), first + around))


def walk(tree, path=""):
    if tree[0] == "scalar":
        yield path, tree
    elif tree[0] == "list":
        for i, member in enumerate(tree[1]):
            yield from walk(member, f"{path}[{i}]")
    else:
        for key, (_, member) in tree[1].items():
            yield from walk(member, f"{path}.{key}")
