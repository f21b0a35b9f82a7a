using System.Globalization;
using System.Text.RegularExpressions;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>Reads a mapping strictly: each key is asked for by name and type, and <see cref="Finish"/> reports those that nobody asked for.</summary>
internal sealed class MappingReader
{
    private static readonly Regex Integers = new(@"^[-+]?[0-9]+\z", RegexOptions.CultureInvariant);

    private readonly SpecReader _reader;
    private readonly YamlMapping? _mapping;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    // Keys that were asked for, must be there, and are not.
    private readonly Dictionary<string, Finding> _missing = new(StringComparer.Ordinal);

    public MappingReader(SpecReader reader, YamlMapping? mapping, string path)
    {
        _reader = reader;
        _mapping = mapping;
        Path = path;
    }

    public string Path { get; }

    /// <summary>Whether there is a mapping at all; where it was required, its absence has been reported.</summary>
    public bool Exists => _mapping is not null;

    public IEnumerable<KeyValuePair<YamlScalar, YamlNode>> Entries => _mapping?.Entries ?? [];

    public static MappingReader Absent(SpecReader reader) => new(reader, null, "");

    public string PathOf(string key) => Path.Length == 0 ? key : Path + "." + key;

    /// <summary>The path that means the key and not its value.</summary>
    public string PathOfKey(string key) => PathOf(key) + SpecPositions.KeyOf;

    /// <summary>The node of a key, or null; a missing key is reported where <paramref name="expected"/> says what it is for.</summary>
    public YamlNode? Node(string key, string? expected = null)
    {
        _known.Add(key);
        foreach (var entry in Entries)
        {
            if (entry.Key.Value == key)
            {
                _reader.Place(PathOf(key), entry.Value);
                _reader.Place(PathOfKey(key), entry.Key.Span);
                return entry.Value;
            }
        }

        if (expected is not null && Exists)
        {
            _missing[key] = Finding.At(Path + SpecPositions.KeyOf, Rules.MissingKey, PathOf(key), expected);
            _reader.Report(_missing[key]);
        }

        return null;
    }

    /// <summary>Reports a key that is missing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">What it is for.</param>
    public void Require(string key, string expected) => Node(key, expected);

    /// <summary>Whether a key that may be missing is there. From now on it is known.</summary>
    public bool HasOptional(string key) => Node(key) is not null;

    /// <summary>Whether a key is there, known or not.</summary>
    public bool Has(string key) => Entries.Any(entry => entry.Key.Value == key);

    /// <summary>Whether a key has one certain word as its value.</summary>
    public bool Has(string key, string word) => Entries.Any(entry => entry.Key.Value == key && entry.Value is YamlScalar scalar && scalar.Value == word);

    public bool IsMapping(string key) => Entries.Any(entry => entry.Key.Value == key && entry.Value is YamlMapping);

    public bool IsList(string key) => Entries.Any(entry => entry.Key.Value == key && entry.Value is YamlSequence);

    public MappingReader Mapping(string key, string? expected = null)
    {
        switch (Node(key, expected))
        {
            case null:
                return Absent(_reader);
            case YamlMapping mapping:
                return new MappingReader(_reader, mapping, PathOf(key));
            case var other:
                _reader.Report(PathOf(key), Rules.WrongType, PathOf(key), expected ?? "a mapping", other.Kind);
                return Absent(_reader);
        }
    }

    public string Text(string key, string? expected = null, string fallback = "")
    {
        switch (Node(key, expected))
        {
            case null:
                return fallback;
            case YamlScalar scalar:
                return scalar.Value;
            case var other:
                _reader.Report(PathOf(key), Rules.WrongType, PathOf(key), expected ?? "text", other.Kind);
                return fallback;
        }
    }

    public int Integer(string key, string? expected, int minimum, int maximum, int fallback = 1, string orElse = "") =>
        (int)LongInteger(key, expected, minimum, maximum, fallback, orElse);

    /// <summary>A whole number; what else may stand there, <paramref name="orElse"/> tells the reader of a message.</summary>
    public long LongInteger(string key, string? expected, long minimum, long maximum, long fallback, string orElse = "")
    {
        var range = $"{orElse}a whole number from {minimum} to {maximum}";
        switch (Node(key, expected))
        {
            case null:
                return fallback;
            case YamlScalar { IsPlain: true } scalar when Integers.IsMatch(scalar.Value):
                if (long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                    && value >= minimum && value <= maximum)
                {
                    return value;
                }

                _reader.Report(PathOf(key), Rules.OutOfRange, PathOf(key), range, scalar.Value);
                return fallback;
            case var other:
                _reader.Report(PathOf(key), Rules.WrongType, PathOf(key), range, other.Kind);
                return fallback;
        }
    }

    /// <summary>A number as its text, see <see cref="NumberText"/>.</summary>
    public string Number(string key, string? expected, string fallback, NumberRange range)
    {
        var node = Node(key, expected);
        if (node is null)
        {
            return fallback;
        }

        var number = node is YamlScalar { IsPlain: true } scalar ? NumberText.Normalize(scalar.Value) : null;
        if (number is null)
        {
            _reader.Report(PathOf(key), Rules.WrongType, PathOf(key), "a number", node.Kind);
            return fallback;
        }

        if (!range.Holds(NumberText.Value(number)))
        {
            _reader.Report(PathOf(key), Rules.OutOfRange, PathOf(key), range.Expected, number);
            return fallback;
        }

        return number;
    }

    /// <summary>A number that is an item of a list.</summary>
    public string ItemNumber(YamlNode node, string path) => ItemNumber(node, path, NumberRange.Any);

    /// <summary>The number of an item of a list, from a range.</summary>
    public string ItemNumber(YamlNode node, string path, NumberRange range)
    {
        var number = node is YamlScalar { IsPlain: true } scalar ? NumberText.Normalize(scalar.Value) : null;
        if (number is not null && range.Holds(NumberText.Value(number)))
        {
            return number;
        }

        _reader.Place(path, node);
        _reader.Report(path, number is null ? Rules.WrongType : Rules.OutOfRange, path, range.Expected, number ?? node.Kind);
        return "0";
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool Flag(string key, bool fallback)
    {
        switch (Node(key))
        {
            case null:
                return fallback;
            case YamlScalar { IsPlain: true, Value: "true" or "false" } scalar:
                return scalar.Value == "true";
            case var other:
                _reader.Report(PathOf(key), Rules.WrongType, PathOf(key), "true or false", other is YamlScalar text ? $"'{text.Value}'" : other.Kind);
                return fallback;
        }
    }

    /// <summary>One of some names, in the spec's words a <paramref name="what"/>.</summary>
    public string Choice(string key, string what, string? expected, IReadOnlyList<string> choices, string? fallback = null)
    {
        var text = Text(key, expected, fallback ?? choices[0]);
        if (choices.Contains(text))
        {
            return text;
        }

        _reader.Report(PathOf(key), Rules.UnknownChoice, what, text, Suggestion.For(text, choices));
        return choices[0];
    }

    /// <summary>The items of a list with their paths.</summary>
    public IEnumerable<(YamlNode Node, string Path)> Items(string key, string? expected = null)
    {
        switch (Node(key, expected))
        {
            case null:
                return [];
            case YamlSequence sequence:
                return [.. sequence.Items.Select((item, index) => Placed(item, $"{PathOf(key)}[{index.ToString(CultureInfo.InvariantCulture)}]"))];
            case var other:
                _reader.Report(PathOf(key), Rules.WrongType, PathOf(key), expected ?? "a list", other.Kind);
                return [];
        }

        (YamlNode, string) Placed(YamlNode item, string path)
        {
            _reader.Place(path, item);
            return (item, path);
        }
    }

    /// <summary>Reports every key that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var entry in Unknown())
        {
            ReportUnknown(entry.Key);
        }
    }

    /// <summary>
    /// The keys that nobody asked for, where they may have a meaning elsewhere, each with the known one that it is near to. Those that are
    /// likely a missing one, misspelled, are reported instead.
    /// </summary>
    public IReadOnlyList<(string Key, string? Near)> FurtherKeys()
    {
        var further = new List<(string, string?)>();
        foreach (var entry in Unknown())
        {
            // A list or a mapping is no option's value: it belongs to the key that it is near to.
            var near = Suggestion.Nearest(entry.Key.Value, Absent());
            if (Suggestion.Nearest(entry.Key.Value, _missing.Keys) is null && (near is null || entry.Value is YamlScalar))
            {
                further.Add((entry.Key.Value, near));
            }
            else
            {
                ReportUnknown(entry.Key);
            }
        }

        return further;
    }

    // The keys that were asked for and are not there.
    private string[] Absent() => [.. _known.Where(known => !Has(known))];

    private KeyValuePair<YamlScalar, YamlNode>[] Unknown() => [.. Entries.Where(entry => !_known.Contains(entry.Key.Value))];

    private void ReportUnknown(YamlScalar key)
    {
        // A key with a dot in it must not be taken for a path that there is.
        var path = PathOf(key.Value) + "#unknown";
        _reader.Place(path, key.Span);
        var candidates = Absent();
        _reader.Report(path, Rules.UnknownKey, key.Value, Suggestion.For(key.Value, candidates));

        // Misspelled is not missing.
        if (Suggestion.Nearest(key.Value, candidates) is { } meant && _missing.TryGetValue(meant, out var missing))
        {
            _reader.Retract(missing);
        }
    }
}
