using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>One experiment as its YAML says it, validated, defaults filled in, without positions: equal content is equal, wherever it stands.</summary>
internal sealed record ExperimentSpec(
    string Name,
    string Description,
    string? Legend,
    EquatableArray<PublishedSpec> Published,
    string Seed,
    ModelSpec Model,
    LossSpec Loss,
    EquatableArray<ChoiceSpec> Metrics,
    InitializationSpec Initialization,
    DataSpec Data,
    TrainingSpec Training);

/// <summary>A number that was published for the task.</summary>
internal sealed record PublishedSpec(string Source, string Quantity, string Value);

internal sealed record ModelSpec(
    int InputSize,
    int SequenceLength,
    bool HasVariableLength,
    EquatableArray<LayerSpec> Layers,
    OutputSpec Output,
    string Precision,
    ProgramForm Form,
    UnitForm Units);

/// <summary>How time is written down in the emitted code; the bits are the same.</summary>
internal enum ProgramForm
{
    /// <summary>Every step spelled out, as in the notebook's first form; where that is long, steps that compute the same share a method.</summary>
    Unrolled,

    /// <summary>A list of the steps, and those that compute the same share a method.</summary>
    Shared,

    /// <summary>A loop over the steps, as in the notebook's second form.</summary>
    Looped,
}

/// <summary>How the units of a layer are written down in the emitted code; the bits are the same.</summary>
internal enum UnitForm
{
    /// <summary>Spelled out where a step is small, and otherwise looped.</summary>
    Auto,

    /// <summary>A line for each unit.</summary>
    SpelledOut,

    /// <summary>A statement is a loop over units, or a call of a kernel.</summary>
    Looped,
}

/// <summary>A layer of the spec.</summary>
/// <param name="Size">The number of units, or 0 where the cell's options say it.</param>
/// <param name="Dropout">The probability that a unit of the output is dropped, as a number's text; "0" for none.</param>
internal sealed record LayerSpec(
    CellReference Cell,
    int Size,
    LayerDirection Direction,
    InitialState InitialState,
    bool IsResidual,
    string Dropout,
    EquatableArray<Setting> Options);

/// <summary>In which order a layer reads the steps.</summary>
internal enum LayerDirection
{
    /// <summary>From the first step to the last.</summary>
    Forward,

    /// <summary>From the last step to the first.</summary>
    Reverse,

    /// <summary>Both, with parameters of their own; the layer above sees the one's units and behind them the other's.</summary>
    Bidirectional,
}

/// <summary>What the state is before the first step.</summary>
internal enum InitialState
{
    /// <summary>Zero.</summary>
    Zero,

    /// <summary>Trained parameters.</summary>
    Learned,

    /// <summary>What it was after the window before: truncated back-propagation through time.</summary>
    Carried,
}

internal sealed record OutputSpec(int Size, string Steps, EquatableArray<Setting> Options)
{
    public bool IsEveryStep => Steps == "every";
}

/// <summary>Where a layer's equations come from: exactly one of the three is set.</summary>
internal sealed record CellReference(string? BuiltIn, string? File, CellSpec? Inline);

/// <summary>An option, what it is set to, and the key of the mapping itself that it is likely meant to be, if no option is: <c>activation: tanh</c>.</summary>
internal sealed record Setting(string Name, string Value, string? Near);

/// <summary>A cell: parameters, which of them are one kernel, state and the equations of one step.</summary>
internal sealed record CellSpec(
    EquatableArray<CellOption> Options,
    EquatableArray<CellParameter> Parameters,
    EquatableArray<CellKernel> Kernels,
    EquatableArray<CellState> States,
    string Step,
    string Output);

/// <summary>An option of a cell: one of some choices, a number, or otherwise a function of one argument.</summary>
internal sealed record CellOption(string Name, string Default, EquatableArray<string> Choices)
{
    public bool IsNumber => Choices.Count == 0 && NumberText.Normalize(Default) is not null;
}

/// <summary>A parameter of a cell, there only when an option has one of some values, if <paramref name="When"/> is set.</summary>
internal sealed record CellParameter(string Name, EquatableArray<string> Shape, Condition? When, VectorRole Role = VectorRole.Bias);

/// <summary>What a vector of a cell does, which some initializers ask.</summary>
internal enum VectorRole
{
    /// <summary>It is added; or nothing is said.</summary>
    Bias,

    /// <summary>It scales units.</summary>
    Gain,

    /// <summary>It is the bias of a forget gate.</summary>
    ForgetBias,
}

/// <summary>Matrices of a cell that stand side by side as one, which some initializers draw as a whole.</summary>
internal sealed record CellKernel(string Name, EquatableArray<string> Matrices);

internal sealed record Condition(string Option, EquatableArray<string> Values);

internal sealed record CellState(string Name, EquatableArray<string> Shape);

internal sealed record LossSpec(string Name, string Reduce, EquatableArray<Setting> Options, EquatableArray<string> ClassWeights);

/// <summary>The data: rows, or where they come from.</summary>
internal sealed record DataSpec(AlphabetSpec Alphabet, SetSpec Train, SetSpec Test)
{
    /// <summary>Whether training sequences are drawn from a task without end.</summary>
    public bool IsStream => Train.Source is { IsTask: true, Count: null };
}

/// <summary>A set of sequences: its rows, or where they come from.</summary>
internal sealed record SetSpec(EquatableArray<Row> Rows, SourceSpec? Source)
{
    /// <summary>Whether the sequences are windows of a text, which is written in the alphabet.</summary>
    public bool IsText => Source?.Choice.Name == "text";
}

/// <summary>Where sequences come from.</summary>
/// <param name="Choice">The task, the file, or the class of the project.</param>
/// <param name="IsTask">Whether it is a task, and not what a whole set is read from.</param>
/// <param name="Count">How many sequences are drawn from a task, or null for a stream.</param>
/// <param name="IsUnseen">Whether none of the sequences is one of the training set's.</param>
/// <param name="Arguments">What the constructor of a class of the project is given.</param>
internal sealed record SourceSpec(ChoiceSpec Choice, bool IsTask, int? Count, bool IsUnseen = false, EquatableArray<ArgumentSpec> Arguments = default)
{
    /// <summary>Whether it is a class of the project.</summary>
    public bool IsCustom => Choice.Name is DataSources.CustomTask or DataSources.CustomSet;
}

/// <summary>The symbols of texts and their vectors.</summary>
/// <param name="IsOneHot">Whether the spec has the symbols alone, each of which has a vector with a single one.</param>
internal sealed record AlphabetSpec(EquatableArray<Symbol> Symbols, bool IsOneHot)
{
    public static AlphabetSpec Empty { get; } = new(EquatableArray<Symbol>.Empty, false);

    /// <summary>The symbols in their order.</summary>
    public string Text => string.Concat(Symbols.Select(symbol => symbol.Text));
}

internal sealed record Symbol(string Text, EquatableArray<string> Vector);

/// <summary>One sequence with its target. <paramref name="Text"/> is set where the steps are written as symbols of the alphabet.</summary>
/// <param name="Weights">The weight of each step in the loss, or none where each counts as one.</param>
internal sealed record Row(string? Text, EquatableArray<string> Steps, EquatableArray<string> Target, EquatableArray<string> Weights);
