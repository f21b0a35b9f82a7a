using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RnnGen.Recording;

/// <summary>
/// The header of a <c>.npy</c> file: a Python dictionary that says what the bytes after it are.
/// </summary>
/// <param name="Type">NumPy's name of the element type, <c>&lt;f8</c> for a little-endian <see cref="double"/>.</param>
/// <param name="IsFortranOrder">Whether the first index runs fastest rather than the last.</param>
/// <param name="Shape">The length of each dimension.</param>
internal readonly partial record struct NpyHeader(string Type, bool IsFortranOrder, int[] Shape)
{
    /// <summary>
    /// The dictionary as NumPy writes it: keys in alphabetical order, a comma after every item.
    /// </summary>
    public override string ToString()
    {
        var shape = Shape is [int n] ? $"{n}," : string.Join(", ", Shape);
        return $"{{'descr': '{Type}', 'fortran_order': {(IsFortranOrder ? "True" : "False")}, 'shape': ({shape}), }}";
    }

    /// <summary>
    /// Reads the dictionary. The format lets the keys stand in any order.
    /// </summary>
    /// <exception cref="InvalidDataException">It is not such a dictionary.</exception>
    public static NpyHeader Parse(ReadOnlySpan<byte> dictionary)
    {
        var text = Encoding.Latin1.GetString(dictionary).Trim();
        var type = TypeItem().Match(text);
        var order = OrderItem().Match(text);
        var shape = ShapeItem().Match(text);
        if (!type.Success || !order.Success || !shape.Success)
        {
            throw new InvalidDataException(
                $"expected a header such as {new NpyHeader("<f8", false, [3, 2])}, with one type for all elements, but found {text}.");
        }

        var lengths = shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new NpyHeader(type.Groups[1].Value, order.Groups[1].Value == "True", Array.ConvertAll(lengths, ParseLength));
    }

    private static int ParseLength(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw new InvalidDataException($"expected a dimension of at most {int.MaxValue}, but found {digits}.");

    [GeneratedRegex(@"'descr'\s*:\s*'([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex TypeItem();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)", RegexOptions.CultureInvariant)]
    private static partial Regex OrderItem();

    [GeneratedRegex(@"'shape'\s*:\s*\(([0-9,\s]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex ShapeItem();
}
