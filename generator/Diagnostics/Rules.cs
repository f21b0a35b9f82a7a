using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Diagnostics;

/// <summary>Every rule that the generator reports: <c>Diagnostics.md</c> beside this file has a paragraph for each.</summary>
internal static class Rules
{
    public const string YamlDotNetMissingId = "RNN020";

    public static readonly DiagnosticDescriptor YamlSyntax = Error(
        "RNN001", "The file is not valid YAML", "{0}");

    public static readonly DiagnosticDescriptor UnknownKey = Error(
        "RNN002", "Unknown key", "unknown key '{0}': {1}");

    public static readonly DiagnosticDescriptor MissingKey = Error(
        "RNN003", "Missing key", "the key '{0}' is missing: expected {1}");

    public static readonly DiagnosticDescriptor WrongType = Error(
        "RNN004", "Wrong type of value", "'{0}' must be {1}, found {2}");

    public static readonly DiagnosticDescriptor OutOfRange = Error(
        "RNN005", "Number out of range", "'{0}' must be {1}, found {2}");

    public static readonly DiagnosticDescriptor UnknownChoice = Error(
        "RNN006", "Unknown choice", "unknown {0} '{1}': {2}");

    public static readonly DiagnosticDescriptor InvalidName = Error(
        "RNN007", "Invalid name", "'{0}' cannot be a name: {1}");

    public static readonly DiagnosticDescriptor DuplicateExperiment = Error(
        "RNN008", "Two experiments with one name", "the experiments '{0}' and '{1}' would both become the class {2}: rename one of the files");

    public static readonly DiagnosticDescriptor NoExperiments = Error(
        "RNN009", "No experiments", "no experiment was found: the project's RnnGenSpecs ('{0}') matches no YAML file with an experiment");

    public static readonly DiagnosticDescriptor EquationSyntax = Error(
        "RNN010", "An equation cannot be parsed", "{0}");

    public static readonly DiagnosticDescriptor UnknownVariable = Error(
        "RNN011", "Unknown name in an equation", "'{0}' is not known here: {1}");

    public static readonly DiagnosticDescriptor ShapeMismatch = Error(
        "RNN012", "Shapes do not fit", "{0}");

    public static readonly DiagnosticDescriptor NameClash = Error(
        "RNN013", "A name is taken", "'{0}' cannot be used here: {1}");

    public static readonly DiagnosticDescriptor StateOrder = Error(
        "RNN014", "A state is read or left unset", "{0}");

    public static readonly DiagnosticDescriptor Unused = Error(
        "RNN015", "Something declared is never used", "the {0} '{1}' is never used: remove it, or use it in an equation");

    public static readonly DiagnosticDescriptor BadRow = Error(
        "RNN016", "A row of data does not fit the model", "{0}");

    public static readonly DiagnosticDescriptor UnknownParameter = Error(
        "RNN017", "Unknown parameter", "the model has no parameter '{0}': {1}");

    public static readonly DiagnosticDescriptor TestRowInTrain = new(
        "RNN018",
        "A test row is also a training row",
        "the test row '{0}' is also in the training set, so it does not measure generalisation",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor CellFileMissing = Error(
        "RNN019", "The cell's file was not found", "no cell file '{0}' is among the project's RnnGenSpecs: {1}");

    public static readonly DiagnosticDescriptor YamlDotNetMissing = Error(
        YamlDotNetMissingId, "YamlDotNet could not be loaded", "the generator could not load YamlDotNet, which must lie beside it: {0}");

    public static readonly DiagnosticDescriptor InternalError = Error(
        "RNN021", "The generator failed", "the generator failed on this file, which is a bug in RnnGen: {0}");

    public static readonly DiagnosticDescriptor TooLarge = Error(
        "RNN022", "The model is too large", "{0}");

    public static readonly DiagnosticDescriptor DuplicateCell = Error(
        "RNN023", "Two cell files with one name", "the project has several cell files '{0}', and specs name cells by their files' names: rename all but one");

    public static readonly DiagnosticDescriptor OldLanguage = Error(
        "RNN024",
        "The project's C# is too old",
        "the generated code needs C# 14 or later, and the project's LangVersion is {0}: remove it from the project, or raise it");

    public static readonly DiagnosticDescriptor PackageMissing = Error(
        "RNN025", "A package is missing", "data from '{0}' needs the package {1}: dotnet add package {1}");

    public static readonly DiagnosticDescriptor FileMissing = Error(
        "RNN026", "A data file is missing", "the project copies no file '{0}' to the program's folder: {1}");

    private const string Category = "RnnGen";

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
