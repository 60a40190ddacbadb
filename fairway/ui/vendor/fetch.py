"""Fill ../static/ui/vendor from the npm lock beside this file; the result is committed.

Only whoever changes a version or the list of icons runs this (Node needed): python fetch.py
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
OUT = HERE.parent / "static" / "ui" / "vendor"
TABLER = MODULES / "@tabler/core"
INTER = MODULES / "@fontsource-variable/inter"
BOOTSTRAP = "Copyright (c) 2011-2026 The Bootstrap Authors\n\n"
SOURCE_MAP = re.compile(r"\s*(/\*|//)# sourceMappingURL=\S+(\s*\*/)?\s*$")


def main() -> None:
    subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE, check=True
    )
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    tabler()
    icons()
    inter()
    charts()
    licences()
    for path in sorted(OUT.rglob("*")):
        if path.is_file():
            print(f"{path.stat().st_size:>9,}  {path.relative_to(OUT)}")


def tabler() -> None:
    """Tabler goes into the lowest layer, so that ours wins without !important."""
    css = SOURCE_MAP.sub("", (TABLER / "dist/css/tabler.min.css").read_text())
    css = css.removeprefix('@charset "UTF-8";')
    (OUT / "tabler.css").write_text(f"@layer tabler{{{css}}}\n")
    js = (TABLER / "dist/js/tabler.min.js").read_text()
    (OUT / "tabler.js").write_text(SOURCE_MAP.sub("\n", js))


def icons() -> None:
    names = (HERE / "icons.txt").read_text().split()
    symbols = [_symbol(name) for name in sorted(set(names))]
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    (OUT / "icons.svg").write_text(sprite)


def _symbol(name: str) -> str:
    svg = (MODULES / "@tabler/icons/icons/outline" / f"{name}.svg").read_text()
    inner = re.sub(r"\s+", " ", svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")])
    inner = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none" ?/>', "", inner)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{inner.strip()}</symbol>'


def inter() -> None:
    """Every subset, each loaded only when a page shows one of its characters."""
    rules = (INTER / "wght.css").read_text()
    for name in re.findall(r"url\(\./files/([\w.-]+)\)", rules):
        shutil.copy(INTER / "files" / name, OUT / name)
    (OUT / "inter.css").write_text(rules.replace("./files/", ""))


def charts() -> None:
    subprocess.run(
        [
            "npx",
            "--no-install",
            "esbuild",
            "charts.mjs",
            "--bundle",
            "--minify",
            "--format=esm",
            "--target=es2022",
            "--define:process.env.NODE_ENV='production'",
            "--legal-comments=inline",
            f"--outfile={OUT / 'charts.js'}",
        ],
        cwd=HERE,
        check=True,
    )


def licences() -> None:
    """What each licence asks us to pass on, in one file beside the assets."""
    parts = [
        ("Tabler (tabler.css, tabler.js), MIT", _tabler_licence()),
        ("Tabler Icons (icons.svg), MIT", _texts("@tabler/icons", "LICENSE")),
        ("Bootstrap (in tabler.css, tabler.js), MIT", BOOTSTRAP + _mit_terms()),
        ("Popper (in tabler.js), MIT", _texts("@popperjs/core", "LICENSE.md")),
        (
            "Inter (inter-*.woff2), SIL Open Font License 1.1",
            _texts("@fontsource-variable/inter", "LICENSE"),
        ),
        ("Apache ECharts (charts.js), Apache-2.0", _texts("echarts", "NOTICE", "LICENSE")),
        ("ZRender (charts.js), BSD-3-Clause", _texts("zrender", "LICENSE")),
        ("tslib (charts.js), 0BSD", _texts("tslib", "LICENSE.txt")),
    ]
    text = "\n".join(f"{'=' * 78}\n{name}\n{'=' * 78}\n\n{licence}\n" for name, licence in parts)
    (OUT / "LICENSES.txt").write_text(text)


def _texts(package: str, *names: str) -> str:
    return "\n\n".join((MODULES / package / name).read_text().strip() for name in names)


def _tabler_licence() -> str:
    """The package carries no licence file: its banner names the holders, the icons the terms."""
    banner = (TABLER / "dist/css/tabler.min.css").read_text()[:400]
    return "\n".join(re.findall(r"Copyright [^\n]+", banner)) + "\n\n" + _mit_terms()


def _mit_terms() -> str:
    text = _texts("@tabler/icons", "LICENSE")
    return text[text.index("Permission is hereby granted") :]


if __name__ == "__main__":
    main()
