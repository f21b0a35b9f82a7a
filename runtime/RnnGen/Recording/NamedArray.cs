namespace RnnGen.Recording;

/// <summary>
/// An array of numbers with a name and a shape, such as the weights <c>Wxh [3, 2]</c>: what a <c>.npz</c> archive holds.
/// </summary>
/// <example>
/// <code>
/// var whh = new NamedArray("Whh", [2, 2], parameters.AsMemory(6, 4));   // a view; nothing is copied
/// </code>
/// </example>
public sealed class NamedArray
{
    /// <summary>
    /// Gives <paramref name="values"/> a name and a shape.
    /// </summary>
    /// <param name="name">The name, without the <c>.npy</c> that the archive adds.</param>
    /// <param name="shape">The length of each dimension: <c>[rows, columns]</c>, <c>[n]</c>, or <c>[]</c> for a single number.</param>
    /// <param name="values">The numbers in row-major order (the last index runs fastest), which NumPy calls C order.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is empty, a dimension is negative, or the shape does not hold as many numbers as there are.
    /// </exception>
    public NamedArray(string name, ReadOnlySpan<int> shape, ReadOnlyMemory<double> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (CountOf(shape) != values.Length)
        {
            throw new ArgumentException(
                $"{name}: the shape [{string.Join(", ", shape.ToArray())}] does not hold {values.Length} values.", nameof(shape));
        }

        Name = name;
        Shape = Array.AsReadOnly(shape.ToArray());
        Values = values;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The length of each dimension.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The numbers, in row-major order.</summary>
    public ReadOnlyMemory<double> Values { get; }

    /// <summary>
    /// How many numbers a shape holds, or -1 if no array can have it.
    /// </summary>
    internal static int CountOf(ReadOnlySpan<int> shape)
    {
        long count = 1;
        foreach (var length in shape)
        {
            count *= length;
            if (length < 0 || count > Array.MaxLength)
            {
                return -1;
            }
        }

        return (int)count;
    }
}
