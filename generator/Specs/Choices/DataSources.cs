namespace RnnGen.Generator.Specs;

/// <summary>
/// What <c>data.train</c> and <c>data.test</c> may be beside rows: synthetic tasks, and files; and classes of the project that are like these.
/// </summary>
internal static class DataSources
{
    /// <summary>A class of the project from which sequences are drawn.</summary>
    public const string CustomTask = "custom";

    /// <summary>A class of the project that loads a whole set.</summary>
    public const string CustomSet = "custom_set";

    /// <summary>The tasks, from which sequences are drawn; the classes of <c>RnnGen.Data.Tasks</c> have their definitions.</summary>
    public static ChoiceFamily Tasks { get; } = new(
        "data source",
        "the name of a task or of a kind of file",
        new("adding", "Tasks.AddingProblem", LengthOfTwo, new FlagArgument("halves", "whether there is a mark in each half", "false")),
        new("adding_1997", "Tasks.AddingProblem1997", LengthOf1997),
        new("copy_memory", "Tasks.CopyMemory", new IntegerArgument("delay", "for how many steps the symbols are remembered", 1)),
        new("embedded_reber", "Tasks.EmbeddedReberGrammar"),
        new("letter_sequence", "Tasks.LetterSequence", Length),
        new("long_time_lag_2a", "Tasks.LongTimeLag2a", new IntegerArgument("p", "the time lag", 2)),
        new("long_time_lag_2b", "Tasks.LongTimeLag2b", new IntegerArgument("p", "the time lag", 2),
            new FlagArgument("last_step", "whether the last step alone counts", "false")),
        new("long_time_lag_2c", "Tasks.LongTimeLag2c", new IntegerArgument("q", "the shortest number of distractors", 1),
            new IntegerArgument("p", "the number of different distractors", 1)),
        new("multiplication_1997", "Tasks.MultiplicationProblem1997", LengthOf1997),
        new("parity", "Tasks.Parity", Length, new IntegerArgument("minimal_length", "the length of the shortest sequence", 1),
            new FlagArgument("every_step", "whether there is a target at every step", "false"))
        {
            Check = arguments => NumberText.Value(arguments["minimal_length"]) > NumberText.Value(arguments["length"])
                ? ("minimal_length", $"at most the length, which is {arguments["length"]}")
                : null,
        },
        new("temporal_order_1997", "Tasks.TemporalOrder1997", new IntegerArgument("symbols", "how many X or Y there are, 2 or 3", 2))
        {
            Check = arguments => NumberText.Value(arguments["symbols"]) > 3 ? ("symbols", "2 or 3") : null,
        },
        new("temporal_xor", "Tasks.TemporalXor", LengthOfTwo),
        new("two_sequence", "Tasks.TwoSequenceProblem",
            new WordArgument("variant", "the task of the paper", null,
                ("3a", "Tasks.TwoSequenceVariant.Noiseless"),
                ("3b", "Tasks.TwoSequenceVariant.NoisyInputs"),
                ("3c", "Tasks.TwoSequenceVariant.NoisyTargets"),
                ("3c_judged", "Tasks.TwoSequenceVariant.JudgedTargets")),
            LengthOfTwo,
            new IntegerArgument("informative", "how many numbers tell the class", 1)),
        new(CustomTask, "", new TextArgument("type", "a class of the project that derives from SequenceTask, with its namespace")));

    /// <summary>What all sequences of a set are read from: files, or a class of the project.</summary>
    public static ChoiceFamily Files { get; } = new(
        "data source",
        Tasks.Expected,
        new("csv", "Sources.CsvSource", Path, FirstRow, Rows, new TextArgument("inputs", "the columns of the inputs, step by step: 1..64, or YEAR"),
            new IntegerArgument("steps", "the steps that the inputs are cut into", 1, "1"),
            new TextArgument("target", "the columns of the target, or the one that has the class"),
            new IntegerArgument("classes", "the number of classes, where the target is one", 2, ""),
            new NumberArgument("scale", "what inputs are divided by", NumberRange.Positive, "1"), Delimiter),
        new("series", "Sources.SeriesSource", Path,
            new TextArgument("columns", "the columns of the series, row by row: SUNACTIVITY, or JAN..DEC"), FirstRow, Rows,
            new IntegerArgument("window", "the steps of a sequence", 1),
            new IntegerArgument("horizon", "how far ahead the target is", 1, "1"),
            new IntegerArgument("stride", "the steps from the start of a window to the start of the next one", 1, ""),
            new RangeArgument("normalize_by_rows", "the rows whose mean and standard deviation normalise the series: 1..200"),
            new TextArgument("normalize_by_path", "the file of these rows, relative to the project, where it is another one", "", IsPath: true), Delimiter),
        new("text", "Sources.TextSource", Path, new RangeArgument("characters", "the part of the text: 1..10000")),
        new("npy", "Sources.NpySource",
            new TextArgument("inputs", "the file of the inputs, relative to the project: [sequences, steps, inputs]", IsPath: true),
            new TextArgument("targets", "the file of the targets: [sequences, outputs], or [sequences, steps, outputs]", IsPath: true),
            new TextArgument("lengths", "the file of the steps of each sequence: [sequences]", "", IsPath: true),
            new TextArgument("weights", "the file of the weight of each step in the loss: [sequences, steps]", "", IsPath: true)),
        new("npz", "Sources.NpzSource", Path,
            new TextArgument("inputs", "the array of the inputs: [sequences, steps, inputs]"),
            new TextArgument("targets", "the array of the targets: [sequences, outputs], or [sequences, steps, outputs]"),
            new TextArgument("lengths", "the array of the steps of each sequence: [sequences]", ""),
            new TextArgument("weights", "the array of the weight of each step in the loss: [sequences, steps]", "")),
        new(CustomSet, "", new TextArgument("type", "a class of the project that derives from SequenceSource, with its namespace")));

    private static Argument Length => new IntegerArgument("length", "the length of a sequence", 1);

    private static Argument LengthOfTwo => new IntegerArgument("length", "the length of a sequence", 2);

    private static Argument LengthOf1997 => new IntegerArgument("length", "T, the length of the shortest sequence", 20);

    private static Argument Path => new TextArgument("path", "the file, relative to the project", IsPath: true);

    private static Argument FirstRow => new FlagArgument("header", "whether the first row has the columns' names", "true");

    private static Argument Delimiter => new TextArgument("delimiter", "the character between fields", "");

    private static Argument Rows => new RangeArgument("rows", "the rows, counted from 1 behind the header: 1..1000");
}
