using System.Text.RegularExpressions;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>The names that no experiment's class may have: a class of that name would hide what generated code means by it.</summary>
internal static class ReservedNames
{
    // The members that a generated class has or inherits, and the types that it names.
    private static readonly string[] OfGeneratedCode =
    [
        "Alphabet", "AnswersAtEveryStep", "Backward", "CarriedState", "ClassWeights", "Data", "Description", "Dictionary",
        "DropoutMask", "DropoutMasks", "EarlyStopping", "Elementary", "Equals", "Experiment", "ExperimentCatalog",
        "ExperimentSettings", "Finalize", "Forward", "GeneratedCode", "GeneratedCodeAttribute", "GetHashCode", "GetKernels",
        "GetStepKernels", "GetType", "Gradients", "HasClassTargets", "HasVariableLength", "Initializer", "InlineArray",
        "InlineArrayAttribute", "InputGradient", "InputProduct", "InputSize", "InputStep", "InputSteps", "Inputs",
        "InvalidOperationException", "IsCausal", "KernelBlock", "Kernels", "Layout", "Legend", "Load", "LossReduction", "LossTerms",
        "MatrixGradient", "MatrixProduct", "MemberwiseClone", "MethodImpl", "MethodImplAttribute", "MethodImplOptions", "Name",
        "Next", "Normalization", "Optimization", "OutputSize", "PackedMatrix", "ParameterInfo", "ParameterLayout", "ParameterRole",
        "ParameterTraining", "Parameters", "Plan", "Precision", "Published", "PublishedResult", "RandomGenerator", "Reduction",
        "ReferenceEquals", "RnnGen", "Sequence", "SequenceLength", "SequenceSet", "SequenceTask", "Settings", "Spec", "StepCode",
        "Symbols", "System", "Task", "Test", "ToString", "Train", "ValueStep", "ValueSteps", "Values", "ValuesSize",
    ];

    private static readonly HashSet<string> All = new(
        OfGeneratedCode.Concat(ChoiceTables.All.SelectMany(family => family.Choices).SelectMany(TypesOf)),
        StringComparer.Ordinal);

    // The methods of steps, the lists of them, and the arrays of a length.
    private static readonly Regex NumberedMember = new(
        "^(Forward|Backward)(Output|Reverse|LastStep|L[0-9]|T[0-9]|Below[0-9])|^Vector[0-9]+\\z",
        RegexOptions.CultureInvariant);

    public static bool Contains(string className) => All.Contains(className) || NumberedMember.IsMatch(className);

    // Sources.CsvSource is found by its first part.
    private static IEnumerable<string> TypesOf(Choice choice) => choice.Arguments.OfType<WordArgument>()
        .SelectMany(argument => argument.Words)
        .Select(word => word.Code)
        .Append(choice.Type)
        .Select(code => code.Split('.')[0]);
}
