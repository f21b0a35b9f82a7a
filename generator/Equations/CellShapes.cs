using System.Globalization;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Equations;

/// <summary>
/// The shapes of a cell's parameters and states in a layer: what the words in them mean, which are sizes, and options that are whole numbers.
/// </summary>
/// <param name="cell">The cell.</param>
/// <param name="place">Where findings go.</param>
internal sealed class CellShapes(CellSpec cell, CellPlace place)
{
    /// <summary>The largest product of sizes.</summary>
    public const int MaximalDimension = 16 * ExperimentReader.MaximalSize;

    private readonly Dictionary<string, int> _sizes = new(StringComparer.Ordinal);

    /// <summary>Gives the words their numbers; returns false where something is wrong and reported.</summary>
    /// <param name="options">All options with their values.</param>
    /// <param name="inputSize">The number of inputs.</param>
    /// <param name="size">The number of units; 0 where the layer has none by that name.</param>
    public bool Bind(Dictionary<string, string> options, int inputSize, int size)
    {
        _sizes["input"] = inputSize;
        foreach (var option in cell.Options.Where(option => option.IsNumber && IsSize(options[option.Name])))
        {
            _sizes[option.Name] = int.Parse(options[option.Name], CultureInfo.InvariantCulture);
        }

        var shapes = cell.Parameters.Select(parameter => (Path: "parameters." + parameter.Name, parameter.Shape))
            .Concat(cell.States.Select(state => (Path: "state." + state.Name, state.Shape)))
            .ToArray();
        var words = shapes
            .SelectMany(shape => shape.Shape.SelectMany(Words).Select(word => (shape.Path, Word: word)))
            .Where(word => !IsSize(word.Word))
            .ToArray();
        if (size > 0)
        {
            if (words.All(word => word.Word != "size") && words.Any(word => _sizes.ContainsKey(word.Word) && word.Word != "input"))
            {
                var names = Suggestion.Join([.. _sizes.Keys.Where(name => name is not ("input" or "size"))]);
                return place.Setting("size" + SpecPositions.KeyOf, Rules.UnknownKey, "size", $"the cell's sizes are {names}");
            }

            _sizes["size"] = size;
        }

        foreach (var (path, word) in words.Where(word => !_sizes.ContainsKey(word.Word)))
        {
            return IsUnknown(path, word, options);
        }

        foreach (var (path, shape) in shapes.Where(shape => shape.Shape.Any(dimension => NumberOf(dimension) > MaximalDimension)))
        {
            var expected = FormattableString.Invariant($"a shape of dimensions up to {MaximalDimension}");
            return place.Value(path, Rules.OutOfRange, path, expected, $"[{string.Join(", ", shape)}]");
        }

        return true;
    }

    /// <summary>A shape in numbers.</summary>
    public Shape Of(EquatableArray<string> shape) =>
        shape.Count == 1 ? Shape.Vector(NumberOf(shape[0])) : Shape.Matrix(NumberOf(shape[0]), NumberOf(shape[1]));

    /// <summary>The factors of a dimension.</summary>
    public static IEnumerable<string> Words(string dimension) => dimension.Split('*').Select(word => word.Trim());

    // Returns false, as all reports do.
    private bool IsUnknown(string path, string word, Dictionary<string, string> options)
    {
        var numbers = cell.Options.Where(option => option.IsNumber).Select(option => option.Name).ToArray();
        if (numbers.Contains(word))
        {
            var expected = FormattableString.Invariant($"a whole number from 1 to {ExperimentReader.MaximalSize}");
            return place.Setting(word, Rules.OutOfRange, word, expected, options[word]);
        }

        return word == "size"
            ? place.Layer(Rules.MissingKey, "size", "the number of units")
            : place.Value(path, Rules.UnknownVariable, word, Suggestion.For(word, ["input", "size", .. numbers]));
    }

    private static bool IsSize(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= ExperimentReader.MaximalSize;

    // A product that is too large is one more than the largest.
    private int NumberOf(string dimension) => Words(dimension).Aggregate(1, (product, word) =>
        Math.Min(product * (_sizes.TryGetValue(word, out var size) ? size : int.Parse(word, CultureInfo.InvariantCulture)), MaximalDimension + 1));
}
