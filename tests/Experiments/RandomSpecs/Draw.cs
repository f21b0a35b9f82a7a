using System.Globalization;

namespace RnnGen.SpecTests.RandomSpecs;

/// <summary>Draws from small sets; the seed decides.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A number from 0 to below a limit.</summary>
    public int Below(int limit) => _random.Next(limit);

    /// <summary>Whether something happens that does once in so many times.</summary>
    public bool OneIn(int times) => _random.Next(times) == 0;

    /// <summary>One of some items.</summary>
    public T Of<T>(params IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>A size from 1 to 9, small ones more often.</summary>
    public int Size() => 1 + _random.Next(_random.Next(_random.Next(9) + 1) + 1);

    /// <summary>A number from -1 to 1 in two digits.</summary>
    public string Decimal() => (_random.Next(-100, 101) / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A list of as many items as YAML has it.</summary>
    public static string List(int count, Func<int, string> item) => $"[{string.Join(", ", Enumerable.Range(0, count).Select(item))}]";
}
