"""Plain text that is too much, no text at all, or made to slow down whoever looks for patterns in it."""

from tools.bad import Files


def files() -> Files:
    """All of the family."""
    yield "text_too_long.txt", b"Hb 8.4 g/dL\n" * 200_000
    yield "text_one_line.txt", b"8.4 " * 400_000
    yield "text_one_word.txt", b"8" * 1_900_000
    yield "text_pages.txt", b"Hb 8.4\n\f" * 5000
    yield "text_empty_pages.txt", b"\f" * 100_000
    yield "text_empty_lines.txt", b"\n" * 1_000_000
    yield "text_tabs.txt", b"\t" * 100_000 + b"Hb 8.4"
    yield "text_zeros.txt", b"Hb 8.4" + bytes(1000)
    yield "text_marks.txt", ("e" + "\u0301" * 300_000).encode()
    yield "text_right_to_left.txt", "Hb \u202e4.8\u202c g/dL \u2066\u2069\ufeff\u200b".encode()
    yield "text_terminal.txt", b"Hb \x1b]0;x\x07\x1b[2J 8.4\n" * 50
    yield "text_bad_utf8.txt", b"Hb 8.4 \xff\xfe\xfa" * 100
    yield "text_utf16_odd.txt", b"\xff\xfeH\0b\0 \0" + b"8"
    yield "text_utf16_alone.txt", b"\xff\xfe" + b"\x00\xd8" * 500
    yield "text_other_digits.txt", "Hb ٨٫٤ g/dL 𝟠.𝟜 ８．４".encode()
    pumps = (
        "1." * 20000,
        "a" * 50000 + "!",
        "((((" * 10000,
        "46,XY,del(5)" * 3000,
        "p.Arg" * 9000,
        "- " * 30000,
        "10^" * 20000,
        "1/1/" * 15000,
        ", ," * 20000,
        "NOT " * 20000,
        "positive/negative " * 4000,
        "\u00a0" * 50000,
    )
    for i, pump in enumerate(pumps):
        yield f"text_pump_{i:02d}.txt", ("Hemoglobin " + pump + "\n").encode()
