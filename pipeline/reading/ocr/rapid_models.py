"""Where RapidOCR's models lie; looked up without importing the package."""

import importlib.util
from pathlib import Path


def model_folder() -> Path | None:
    """Where the wheel keeps its models; None when rapidocr is not installed. Imports nothing."""
    spec = importlib.util.find_spec("rapidocr")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) / "models" if places else None


def newest(folder: Path, kind: str) -> Path:
    """The model file for ``kind`` ("det" or "rec")."""
    found = sorted(folder.glob(f"*_{kind}_*.onnx"))
    if not found:
        raise ImportError("rapidocr models")
    return found[-1]
