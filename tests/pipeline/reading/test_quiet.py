"""Nothing a reader loads may report home."""

import os
import subprocess
import sys

import pytest

LOAD = "from pipeline.reading.ocr.rapid import Rapid; Rapid(1)"


@pytest.mark.ocr
def test_the_runtime_of_the_ocr_networks_keeps_no_diary(tmp_path):
    """ONNX Runtime's own reports begin with a file in the home folder; their sending follows."""
    environment = {k: v for k, v in os.environ.items() if k not in ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME")}
    subprocess.run([sys.executable, "-c", LOAD], check=True, env={**environment, "HOME": str(tmp_path)})
    assert list(tmp_path.rglob("*")) == []
