"""The command line as an operator uses it: real processes in a folder of their own."""

import os
import subprocess
import sys

import pytest


@pytest.fixture
def bot(tmp_path):
    """Run `bot` with words, in an empty folder or another one; gives the finished process."""

    def run(*words, given="", folder=tmp_path, **settings):
        clean = {"PATH": os.environ["PATH"], "HOME": str(folder), "COLUMNS": "200"}
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            input=given,
            capture_output=True,
            text=True,
            cwd=folder,
            env=clean | settings,
            check=False,
        )

    return run
