"""Which sandbox is taken; without any the program refuses, in one line that names what to install."""

from pathlib import Path

import pillow_heif
import pytest

from app.check import run_check
from app.cli import main
from pipeline.reading.pool import Reader
from pipeline.sandbox import bubblewrap, choose, needs
from pipeline.sandbox.choose import Way
from pipeline.sandbox.limits import Limits
from schemas.errors import ExitCode, NotInstalledError
from tests.pipeline.reading.pages import draw_rows, pdf, scan, table_pixels, texts
from tests.pipeline.sandbox.ways import both


@pytest.fixture
def nothing_works(monkeypatch):
    monkeypatch.setattr(choose, "_usable", lambda way: False)
    monkeypatch.delenv(choose.UNSAFE, raising=False)
    monkeypatch.delenv(choose.WANTED, raising=False)


def test_the_first_that_works_is_taken(monkeypatch):
    monkeypatch.delenv(choose.WANTED, raising=False)
    monkeypatch.setattr(choose, "_usable", lambda way: True)
    assert choose.way() is Way.BUBBLEWRAP
    monkeypatch.setattr(choose, "_usable", lambda way: way is Way.LANDLOCK)
    assert choose.way() is Way.LANDLOCK
    monkeypatch.setattr(choose, "_usable", lambda way: True)
    monkeypatch.setenv(choose.WANTED, "landlock")
    assert choose.way() is Way.LANDLOCK


def test_without_a_sandbox_nothing_is_read(nothing_works, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("pipeline.sandbox.bubblewrap.program", lambda: None)
    with pytest.raises(NotInstalledError, match="apt-get install bubblewrap"):
        Reader()
    record = tmp_path / "cbc.pdf"
    record.write_bytes(pdf(draw_rows))
    out = tmp_path / "out.json"
    assert main(["profile", str(record), "--format", "json", "-o", str(out)]) == ExitCode.NOT_INSTALLED
    said = capsys.readouterr().err.strip()
    assert len(said.splitlines()) == 1 and "apt-get install bubblewrap" in said and choose.UNSAFE in said
    assert not out.exists()


def test_unless_told_so(nothing_works, monkeypatch):
    monkeypatch.setenv(choose.UNSAFE, "1")
    assert choose.way() is Way.NONE
    with Reader() as reader:
        assert "8.4" in texts(reader.read("a.pdf", pdf(draw_rows)).pages[0])
    monkeypatch.setenv(choose.UNSAFE, "0")
    with pytest.raises(NotInstalledError):
        choose.way()


@pytest.mark.ocr
@both
def test_every_kind_of_file_is_read_inside(way, monkeypatch):
    monkeypatch.setenv(choose.WANTED, way)
    digital, pixels = pdf(draw_rows), table_pixels()
    pillow_heif.register_heif_opener()
    pictures = [(f"a.{kind.lower()}", scan(pixels, kind)) for kind in ("PNG", "TIFF", "HEIF")]
    files = [("a.pdf", digital), ("a.txt", b"Hb 8.4"), *pictures]
    with Reader() as reader:
        read = list(reader.read_many(files))
    assert [d.failure for d in read] == [None] * 5
    assert all("8.4" in texts(d.pages[0]) for d in read)
    assert {w.agreed for w in read[2].pages[0].words if w.text == "8.4"} == {True}, "both engines work inside"


def test_the_environment_of_a_child_holds_nothing_of_ours(monkeypatch):
    monkeypatch.setenv("ONCOTAILOR_MASTER_KEY", "secret")
    monkeypatch.setenv("LD_PRELOAD", "/tmp/evil.so")
    environment = needs.environment()
    assert "secret" not in environment.values()
    assert set(environment) <= {
        "TESSDATA_PREFIX", "PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "HOME", "LC_ALL", "OMP_THREAD_LIMIT",
        "ORT_DISABLE_TELEMETRY", "DO_NOT_TRACK",
    }  # fmt: skip


def test_what_a_child_sees_is_no_more_than_programs_and_models():
    files = needs.files()
    assert str(needs.ROOT / "tests") not in files and str(needs.ROOT) not in files
    assert str(needs.ROOT / "pipeline") in files
    home = Path.home()
    assert not {"/", str(home), str(home.parent)} & set(files)


def test_limits_survive_the_command_line():
    limits = Limits(memory=5, cpu=7, processes=9, landlock=("/usr", "/a b"), warm=True)
    assert Limits.parse(limits.text()) == limits


def test_each_wall_stands_even_where_another_would_do():
    """The drill cannot tell two walls apart that stop the same thing; so they are counted here."""
    for other_user in (False, True):
        made = bubblewrap.command("bwrap", ["true"], ["/opt/x"], other_user=other_user)
        walls = {
            "--unshare-pid",
            "--unshare-ipc",
            "--unshare-net",
            "--unshare-uts",
            "--die-with-parent",
            "--new-session",
        }
        assert walls <= set(made) and ("--unshare-user" in made) is not other_user
        assert not {"--bind", "--share-net", "--proc", "--dev"} & set(made)
        assert made[made.index("--cap-drop") + 1] == "ALL" and made[-4:] == ["--chdir", "/", "--", "true"]
        assert "--remount-ro" in made


def test_check_says_which_sandbox_there_is(nothing_works, monkeypatch):
    lines, usable = run_check()
    assert any("MISSING  sandbox for reading files" in line for line in lines) and not usable
    monkeypatch.setattr(choose, "_usable", lambda way: True)
    lines, _ = run_check()
    assert "  ok       sandbox for reading files: bubblewrap" in lines
