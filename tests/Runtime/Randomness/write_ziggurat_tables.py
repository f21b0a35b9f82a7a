"""Writes the tables of NumPy's ziggurat for normals, runtime/RnnGen/Randomness/ZigguratTables.cs.

    python3 write_ziggurat_tables.py

They are read from libnpyrandom.a, the library that NumPy ships for those who link against its distributions; `ar`, `nm` and `objcopy` of the
binutils take it apart. NumPy computed them in doubles, so that they differ from exact ones in their last digits: its stream needs its own. Those
written are of NumPy 1.24.2.
"""

import subprocess
import tempfile
from pathlib import Path

import numpy as np

TARGET = Path(__file__).parents[3] / "runtime/RnnGen/Randomness/ZigguratTables.cs"
LAYERS = 256

HEAD = """namespace RnnGen.Randomness;

/// <summary>
/// The ziggurat under <c>f(x) = e^(-x^2 / 2)</c>: layers of equal area, whose right ends are <c>x[1] &lt; ... &lt; x[255]</c>; the layer 0 is the
/// lowest, with the tail beyond <c>x[255]</c>. The numbers are NumPy's, see THIRD-PARTY-NOTICES.txt;
/// tests/Runtime/Randomness/write_ziggurat_tables.py writes this file.
/// </summary>
internal static class ZigguratTables
{
    /// <summary><c>r = x[255]</c>, where the tail begins.</summary>
    public const double Tail = 3.6541528853610088;

    /// <summary><c>1 / r</c>.</summary>
    public const double InverseTail = 0.27366123732975828;

"""


def library_tables():
    """Symbol to bytes, of the three tables."""
    library = Path(np.random.__file__).parent / "lib/libnpyrandom.a"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["ar", "x", str(library), "distributions.o"], cwd=folder, check=True)
        subprocess.run(["objcopy", "-O", "binary", "-j", ".rodata", "distributions.o", "rodata"], cwd=folder, check=True)
        symbols = subprocess.run(["nm", "distributions.o"], cwd=folder, check=True, capture_output=True, text=True).stdout
        places = {words[2]: int(words[0], 16) for words in map(str.split, symbols.splitlines()) if len(words) == 3}
        data = (Path(folder) / "rodata").read_bytes()
    return {name: data[places[name]:places[name] + 8 * LAYERS] for name in ("ki_double", "wi_double", "fi_double")}


def table(summary, declaration, texts, columns):
    lines = [f"    /// <summary>{summary}</summary>", f"    {declaration} =>", "    ["]
    lines += ["        " + " ".join(f"{text}," for text in texts[i:i + columns]) for i in range(0, LAYERS, columns)]
    return "\n".join([*lines, "    ];"])


def main():
    tables = library_tables()
    inner = [f"0x{value:013X}" for value in np.frombuffer(tables["ki_double"], "<u8").tolist()]
    width = [repr(value) for value in np.frombuffer(tables["wi_double"], "<f8").tolist()]
    height = [repr(value) for value in np.frombuffer(tables["fi_double"], "<f8").tolist()]
    text = HEAD + "\n\n".join([
        table("What places of a layer are below the curve at whatever height: <c>2^52 * x[i - 1] / x[i]</c>.", "public static ReadOnlySpan<ulong> Inner", inner, 6),
        table("The width of a place: <c>x[i] / 2^52</c>; of layer 0 its area divided by <c>f(r) * 2^52</c>.", "public static ReadOnlySpan<double> Width", width, 4),
        table("The height of the curve at a layer's end: <c>f(x[i])</c>, and 1 for layer 0.", "public static ReadOnlySpan<double> Height", height, 4),
    ]) + "\n}\n"
    TARGET.write_text(text, newline="\n")


if __name__ == "__main__":
    main()
