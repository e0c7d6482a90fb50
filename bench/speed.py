"""How long choosing sentences takes: time and memory against the number of sentences.

    python -m bench.speed [--out bench/results] [--chart docs/pictures/summaries.svg] [--peers]

The articles are made up from a fixed seed, so anybody gets the same text. Each size runs in a
process of its own, so that its peak memory is its own. With ``--chart`` the quality kept in
bench/results/summaries.json is drawn against the time there.
"""

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from summaries.choosing import choose
from summaries.stories import grouped

SIZES = (100, 300, 1000, 3000, 5000, 10000, 20000)

#: sumy's methods grow with the square or cube; beyond this they are not asked.
PEER_SIZES = (100, 300, 1000)
PEERS = ("lex-rank", "text-rank", "luhn", "lsa")

#: The chart: a panel, the field within it, a line of names, in pixels.
WIDE, HIGH, LEFT, TOP, INNER, INNER_HIGH, LINE = 520, 330, 50, 44, 300, 230, 15
TITLES = {"single": "One article, three sentences", "multi": "Several articles, 250 words"}
LABELS = {"LEAD": "first sentences", "own": "ours", "digest": "our digest"}

GOAL_SECONDS, GOAL_MEGABYTES, GOAL_SIZE = 0.6, 250, 5000


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, write the results; 0 when every goal is met."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=Path("bench/results"))
    parser.add_argument("--chart", type=Path)
    parser.add_argument("--peers", action="store_true", help="time sumy's methods too")
    parser.add_argument(
        "--one", nargs=2, metavar=("METHOD", "SENTENCES"), help=argparse.SUPPRESS
    )
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(measured(options.one[0], int(options.one[1]))))
        return 0
    wanted = [("own", size) for size in SIZES] + [("stories", size) for size in (100, 1000)]
    if options.peers:
        wanted += [(method, size) for method in PEERS for size in PEER_SIZES]
    rows = [alone(method, size) for method, size in wanted]
    options.out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(rows, indent=1)
    (options.out / "speed.json").write_text(text + "\n", encoding="utf-8")
    kept = options.out / "summaries.json"
    if options.chart and kept.exists():
        options.chart.write_text(chart(json.loads(kept.read_text("utf-8"))), encoding="utf-8")
    asked = next(one for one in rows if (one["method"], one["size"]) == ("own", GOAL_SIZE))
    return int(asked["seconds"] > GOAL_SECONDS or asked["megabytes"] > GOAL_MEGABYTES)


def alone(method: str, size: int) -> dict:
    """Return one measurement, made in a process of its own."""
    command = [sys.executable, "-m", "bench.speed", "--one", method, str(size)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    row = json.loads(ran.stdout)
    print(f"{method:12} {size:6} {row['seconds']:9.3f} s {row['megabytes']:5} MB", flush=True)
    return row


def measured(method: str, size: int) -> dict:
    """Return processor seconds and peak megabytes; ``size`` is sentences, or articles."""
    if method == "stories":
        given = [(str(n), "", text, None) for n, text in enumerate(articles(size * 30))]
        started = time.process_time()
        list(grouped(given))
    else:
        texts = articles(size)
        choose(texts[:1], budget_words=50, method=method)
        started = time.process_time()
        choose(texts, budget_words=250, method=method)
    used = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"method": method, "size": size, "seconds": round(used, 4), "megabytes": peak}


def articles(count: int, length: int = 30) -> list[str]:
    """Return made-up articles of ``count`` sentences, words drawn by Zipf's law."""
    drawn = random.Random(0)  # noqa: S311
    vocabulary = [f"{drawn.choice('bdfgklmnprst')}{_syllables(drawn)}" for _ in range(20000)]
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    made = []
    for start in range(0, count, length):
        lines = []
        for _ in range(min(length, count - start)):
            chosen = drawn.choices(vocabulary, weights, k=drawn.randint(12, 30))
            lines.append(" ".join(chosen).capitalize() + ".")
        made.append("\n".join(lines))
    return made


def _syllables(drawn: random.Random) -> str:
    parts = [drawn.choice("aeiou") + drawn.choice("lmnrst") for _ in range(drawn.randint(1, 4))]
    return "".join(parts)


def chart(results: dict[str, list[dict]]) -> str:
    """Return quality over LEAD against milliseconds, one panel for each task, as SVG."""
    tasks = [
        (name, rows) for name, rows in results.items() if name.endswith(("single", "multi"))
    ]
    parts = []
    for panel, (name, rows) in enumerate(tasks):
        points = [row for row in rows if not row["name"].startswith("own,")]
        parts += _panel(TITLES[name.split()[-1]], points, panel * WIDE)
    style = (
        "text{font:12px sans-serif;fill:#333}.t{font-weight:bold;font-size:14px}"
        ".own{fill:#0a7d4f}.peer{fill:#888}line{stroke:#ddd}.zero,.to{stroke:#aaa}"
        ".to{stroke-dasharray:2 3}"
    )
    total = WIDE * max(1, len(tasks))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} {HIGH}" role="img">'
        f"<title>ROUGE over the first sentences against processor time</title>"
        f'<style>{style}</style><rect width="{total}" height="{HIGH}" fill="#fff"/>'
        f"{''.join(parts)}</svg>\n"
    )


def _panel(title: str, rows: list[dict], shift: int) -> list[str]:
    """Return one panel: grid, points, and the names in a column beside them."""
    left, names = shift + LEFT, shift + LEFT + INNER + 22
    parts = [f'<text x="{left}" y="24" class="t">{title}</text>', *_grid(left)]
    placed = [(row, *_place(row["milliseconds"], row["over_lead"])) for row in rows]
    placed.sort(key=lambda item: item[2])
    # From the top down, no name nearer to the one above than a line; then back into the panel.
    lines: list[float] = []
    for _, _, down in placed:
        lines.append(max(down, lines[-1] + LINE if lines else 0.0))
    beyond = max(0.0, lines[-1] - INNER_HIGH) if lines else 0.0
    for place in range(len(lines) - 1, -1, -1):
        most = INNER_HIGH - LINE * (len(lines) - 1 - place)
        lines[place] = min(lines[place], most) if beyond else lines[place]
    for (row, across, down), line in zip(placed, lines, strict=True):
        x, y, at = left + across, TOP + down, TOP + line
        kind = "own" if row["name"] in {"own", "digest"} else "peer"
        label = LABELS.get(row["name"], row["name"])
        parts.append(
            f'<line class="to" x1="{x:.0f}" y1="{y:.0f}" x2="{names - 4}" y2="{at:.0f}"/>'
        )
        parts.append(f'<circle class="{kind}" cx="{x:.0f}" cy="{y:.0f}" r="4"/>')
        parts.append(
            f'<text class="{kind}" x="{names}" y="{at + 4:.0f}">{label} '
            f"{row['over_lead']:+.1f}</text>"
        )
    return parts


def _place(milliseconds: float, gain: float) -> tuple[float, float]:
    """Return x and y within a panel: 0.5 to 2,000 ms on a log scale, -10 to +6 points."""
    x = math.log(min(max(milliseconds, 0.5), 2000) / 0.5) / math.log(4000) * INNER
    return x, (6 - min(max(gain, -10), 6)) / 16 * INNER_HIGH


def _grid(x: int) -> list[str]:
    parts = []
    for gain in (-10, -5, 0, 5):
        at = TOP + _place(1, gain)[1]
        kind = "zero" if gain == 0 else "line"
        parts.append(
            f'<line class="{kind}" x1="{x}" x2="{x + INNER}" y1="{at:.0f}" y2="{at:.0f}"/>'
        )
        parts.append(f'<text x="{x - 30}" y="{at + 4:.0f}">{gain:+d}</text>')
    for milliseconds in (1, 10, 100, 1000):
        at = x + _place(milliseconds, 0)[0]
        parts.append(
            f'<text x="{at:.0f}" y="{TOP + INNER_HIGH + 18}" text-anchor="middle">'
            f"{milliseconds:,}</text>"
        )
    parts.append(
        f'<text x="{x}" y="{TOP + INNER_HIGH + 38}">milliseconds of processor time</text>'
    )
    return parts


if __name__ == "__main__":
    raise SystemExit(main())
