"""What reading needs and whether it is here: for ``oncotailor check``."""

import importlib.util
import shutil

from pipeline.reading.ocr.tesseract import tessdata
from pipeline.reading.settings import ReadSettings
from schemas.document import Engine

TESSERACT_HELP = "apt-get install tesseract-ocr tesseract-ocr-eng"


def available_engines(settings: ReadSettings | None = None) -> tuple[Engine, ...]:
    """The OCR engines that can be used; words are agreed only where there are two."""
    settings = settings or ReadSettings()
    engines: list[Engine] = []
    if "tesseract" in settings.engines and (_in_process(settings) or shutil.which("tesseract")):
        engines.append("tesseract")
    if "rapidocr" in settings.engines and _rapid():
        engines.append("rapidocr")
    return tuple(engines)


def check_reading(settings: ReadSettings | None = None) -> list[str]:
    """What is missing for reading, one plain line each with the command that mends it; empty when all is well."""
    settings = settings or ReadSettings()
    problems: list[str] = []
    for module, package in (
        ("pypdfium2", "pypdfium2"),
        ("PIL", "pillow"),
        ("numpy", "numpy"),
        ("cv2", "opencv-python-headless"),
    ):
        if not _found(module):
            problems.append(f"{package} is not installed, so no PDF or picture can be read: pip install {package}")
    if not _found("pillow_heif"):
        problems.append("pillow-heif is not installed, so HEIC photos cannot be read: pip install pillow-heif")
    if "tesseract" in settings.engines:
        problems += _tesseract_problems(settings)
    if "rapidocr" in settings.engines and not _rapid():
        problems.append(
            "RapidOCR is not installed, so nothing read from a scan can be confirmed: pip install rapidocr onnxruntime"
        )
    return problems


def _tesseract_problems(settings: ReadSettings) -> list[str]:
    problems: list[str] = []
    if tessdata(settings.tessdata) is None:
        problems.append(f"Tesseract's English data (eng.traineddata) is not found: {TESSERACT_HELP}")
    if not _found("tesserocr"):
        slower = (
            "scans are read more slowly" if shutil.which("tesseract") else "nothing read from a scan can be confirmed"
        )
        problems.append(f"tesserocr is not installed, so {slower}: pip install tesserocr")
        if not shutil.which("tesseract"):
            problems.append(f"the tesseract program is not found: {TESSERACT_HELP}")
    return problems


def _in_process(settings: ReadSettings) -> bool:
    return _found("tesserocr") and tessdata(settings.tessdata) is not None


def _rapid() -> bool:
    from pipeline.reading.ocr.rapid_models import model_folder

    folder = model_folder()
    return _found("onnxruntime") and folder is not None and any(folder.glob("*_rec_*.onnx"))


def _found(module: str) -> bool:
    return importlib.util.find_spec(module) is not None
