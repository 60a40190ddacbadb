"""Serve the pages, alone: one of the processes that `run` starts and looks after."""

from __future__ import annotations

import argparse

NEEDS_DJANGO = False
PROCESS = "web"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on")


def run(options: argparse.Namespace) -> None:
    from fairway.config.environment import Environment
    from fairway.config.serving import serve

    serve(options.host, options.port, threads=Environment().web_threads)
