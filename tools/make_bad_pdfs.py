"""Writes hostile files, all made here: ``python -m tools.make_bad_pdfs FOLDER``."""

import argparse
from pathlib import Path

from tools.bad import Files, active, bombs, pictures, structure, texts


def files(port: int = 9) -> Files:
    """Every hostile file, name and bytes, the same ones every time; what calls out calls ``port`` of this machine."""
    yield from structure.files()
    yield from bombs.files()
    yield from active.files(port)
    yield from pictures.files()
    yield from texts.files()


def main() -> None:
    """Write them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    count = size = 0
    for name, data in files():
        (folder / name).write_bytes(data)
        count, size = count + 1, size + len(data)
    print(f"{count} files, {size / 1e6:.0f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
