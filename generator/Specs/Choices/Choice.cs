namespace RnnGen.Generator.Specs;

/// <summary>A family of choices, optimizers for instance: one table from the YAML's names to the runtime's classes.</summary>
/// <param name="What">What one of them is, in a message.</param>
/// <param name="Expected">What the key <c>name</c> is for, in a message.</param>
/// <param name="Choices">The choices; the first stands in where the YAML names none of them.</param>
internal sealed record ChoiceFamily(string What, string Expected, params Choice[] Choices);

/// <summary>An entry of a table.</summary>
/// <param name="Name">The name in the YAML.</param>
/// <param name="Type">The runtime's class, whose constructor has parameters of the arguments' names: <c>learning_rate</c> is <c>learningRate</c>.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record Choice(string Name, string Type, params Argument[] Arguments)
{
    /// <summary>What the arguments must be together: the one that is wrong, and what it has to be; null where nothing is.</summary>
    public Func<IReadOnlyDictionary<string, string>, (string Argument, string Expected)?> Check { get; init; } = _ => null;
}

/// <summary>An argument of a choice.</summary>
/// <param name="Name">The name in the YAML.</param>
/// <param name="Expected">What it is, in a message.</param>
/// <param name="Default">Its value where the YAML does not say it; without a default it must; an empty one leaves it out.</param>
internal abstract record Argument(string Name, string Expected, string? Default)
{
    /// <summary>Whether it may be left out without a value taking its place.</summary>
    public bool IsOptional => Default is "";
}

/// <summary>A number, which stays text.</summary>
internal sealed record NumberArgument(string Name, string Expected, NumberRange Range, string? Default = null) : Argument(Name, Expected, Default);

/// <summary>A list of numbers.</summary>
internal sealed record NumbersArgument(string Name, string Expected) : Argument(Name, Expected, null);

/// <summary>A whole number.</summary>
internal sealed record IntegerArgument(string Name, string Expected, int Minimum, string? Default = null) : Argument(Name, Expected, Default);

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed record FlagArgument(string Name, string Expected, string? Default = null) : Argument(Name, Expected, Default);

/// <summary>One of some words, with what stands for each in C#.</summary>
internal sealed record WordArgument(string Name, string Expected, string? Default, params (string Word, string Code)[] Words)
    : Argument(Name, Expected, Default);

/// <summary>A text, or the path of a file.</summary>
internal sealed record TextArgument(string Name, string Expected, string? Default = null, bool IsPath = false) : Argument(Name, Expected, Default);

/// <summary>A range of rows or characters, both ends included, or one of them: <c>1..200</c>.</summary>
internal sealed record RangeArgument(string Name, string Expected) : Argument(Name, Expected, null);

/// <summary>A choice of a family.</summary>
internal sealed record ChoiceArgument(string Name, string Expected, Func<ChoiceFamily> Family) : Argument(Name, Expected, "");

/// <summary>Where a number may lie, with the words of the message.</summary>
internal sealed record NumberRange(string Expected, Func<double, bool> Holds)
{
    public static NumberRange Any { get; } = new("a number", _ => true);

    public static NumberRange Positive { get; } = new("a positive number", value => value > 0);

    public static NumberRange NotNegative { get; } = new("a number that is not negative", value => value >= 0);

    public static NumberRange FromZeroToOne { get; } = new("a number from 0 to 1", value => value is >= 0 and <= 1);

    public static NumberRange FromZeroToBelowOne { get; } = new("at least 0 and less than 1", value => value is >= 0 and < 1);

    public static NumberRange FromAboveZeroToOne { get; } = new("more than 0 and at most 1", value => value is > 0 and <= 1);

    public static NumberRange BetweenZeroAndOne { get; } = new("more than 0 and less than 1", value => value is > 0 and < 1);
}
