using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Equations;
using RnnGen.Generator.Specs;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>Whatever users call things, generated code compiles or the name is refused: experiments like types, values like what generated code names.</summary>
public partial class TakenNameTests
{
    // Types and namespaces of the framework that generated code names, or could.
    private static readonly string[] OfTheFramework =
    [
        "Action", "Attribute", "BitConverter", "CodeDom", "Collections", "Compiler", "CompilerServices", "Console", "Dictionary", "Double", "Enumerable", "Exception", "Func", "GeneratedCode", "GeneratedCodeAttribute",
        "Generic", "IReadOnlyList", "InlineArray", "InlineArrayAttribute", "Int32", "InvalidOperationException", "IsUnmanaged", "List", "Math", "Memory", "MethodImpl", "MethodImplAttribute", "MethodImplOptions", "Object",
        "Range", "Index", "ReadOnlySpan", "Runtime", "Single", "Span", "String", "System", "Type", "Unsafe", "Vector", "Vector3", "Vector512", "Void", "Numbers8", "TLane", "Batch",
    ];

    private const string Smallest = """
        seed: 0
        model:
          input_size: 1
          sequence_length: 1
          layers:
            - { cell: elman, size: 1 }
          output: { size: 1 }
        loss: { name: half_mse, reduce: mean }
        initialization:
          default: { name: ones }
        data:
          train:
            - { x: [[1]], y: [0] }
        training:
          epochs: 1
          optimizer: { name: sgd, learning_rate: 0.1 }
        """;

    [Fact]
    public void Experiments_may_be_called_like_types_and_namespaces_or_are_refused()
    {
        var library = typeof(Experiment).Assembly.GetTypes().Where(type => !type.IsNested && type.Namespace?.StartsWith("RnnGen", StringComparison.Ordinal) == true).ToArray();
        var names = library.Select(type => type.Name.Split('`')[0])
            .Concat(library.SelectMany(type => type.Namespace!.Split('.')))
            .Concat(library.Where(type => type.Name.StartsWith("Elementary", StringComparison.Ordinal)).SelectMany(type => type.GetMethods()).Select(method => method.Name))
            .Concat(OfTheFramework)
            .Select(FileNameOf)
            .Where(name => FileName().IsMatch(name))
            .Distinct();
        var taken = RepositorySpecs.All.Select(spec => Path.GetFileNameWithoutExtension(spec.Path).Replace("-", "", StringComparison.Ordinal)).ToHashSet();
        var specs = names.Where(name => !taken.Contains(name.Replace("-", "", StringComparison.Ordinal))).Select(name => Spec.File(name, Smallest)).Where(spec => Report.Of(spec).All(diagnostic => diagnostic.Id != "RNN007")).ToArray();

        Assert.InRange(specs.Length, 50, 500);
        CompiledSpecs.Image(GeneratorRun.BriefParseOptions, [.. specs, .. RepositorySpecs.All, Spec.File("streams", Smallest.With("initialization:", "initialization:\n  generator: philox"))]);
    }

    [Fact]
    public void What_a_table_of_choices_names_is_refused()
    {
        var families = typeof(ChoiceFamily).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(property => property.PropertyType == typeof(ChoiceFamily))
            .Select(property => (ChoiceFamily)property.GetValue(null)!)
            .ToArray();
        var types = families.SelectMany(family => family.Choices)
            .SelectMany(choice => choice.Arguments.OfType<WordArgument>().SelectMany(argument => argument.Words).Select(word => word.Code).Append(choice.Type))
            .Where(code => code.Length > 0)
            .Select(code => code.Split('.')[0])
            .Distinct()
            .ToArray();

        Assert.InRange(families.Length, 9, 50);
        Assert.All(types, type => Assert.Equal("RNN007", Assert.Single(Report.Of(Spec.File(FileNameOf(type), Smallest))).Id));
    }

    [Fact]
    public void The_numbered_methods_of_a_network_in_windows_are_refused()
    {
        var windows = Smallest.With("sequence_length: 1", "sequence_length: 1200").With("size: 1 }\n  output", "size: 2 }\n  output").With("output: { size: 1 }", "output: { size: 1 }\n  units: looped")
            .With("x: [[1]]", $"x: [{string.Join(", ", Enumerable.Repeat("[1]", 1200))}]");
        var methods = NamesIn(Spec.File("example", windows)).Where(name => name.StartsWith("forward-", StringComparison.Ordinal) || name.StartsWith("backward-", StringComparison.Ordinal)).ToArray();

        Assert.Contains("backward-below32", methods);
        Assert.All(methods, name => Assert.Equal("RNN007", Assert.Single(Report.Of(Spec.File(name, Smallest))).Id));
    }

    [Theory]
    [InlineData("unrolled", "spelled_out")]
    [InlineData("looped", "looped")]
    public void Experiments_may_be_called_like_anything_in_generated_code_or_are_refused(string form, string units)
    {
        var example = File("example", ["a", "b", "c"], form, units).Text;
        var specs = NamesIn(Spec.File("example", example)).Select(name => Spec.File(name, example)).Where(spec => Report.Of(spec).All(diagnostic => diagnostic.Id != "RNN007")).ToArray();

        Assert.InRange(specs.Length, 20, 200);
        CompiledSpecs.Image(GeneratorRun.BriefParseOptions, specs);
    }

    [Theory]
    [InlineData("shared", "spelled_out")]
    [InlineData("looped", "looped")]
    public void Parameters_states_and_values_may_be_called_like_anything_in_generated_code(string form, string units)
    {
        const int PerSpec = 15;
        var names = GeneratorRun.Files(File("example", ["a", "b", "c"], form, units)).Values
            .SelectMany(text => Identifier().Matches(text)).Select(match => match.Value)
            .Concat(SyntaxFacts.GetKeywordKinds().Concat(SyntaxFacts.GetContextualKeywordKinds()).Select(SyntaxFacts.GetText))
            .Concat(["equals", "GetHashCode", "Equals", "ToString", "GetType", "Finalize", "MemberwiseClone", "ReferenceEquals", "heldSteps", "inputSteps", "live", "mask", "prev", "next", "t0", "t1"])
            .Where(name => Identifier().IsMatch(name) && !name.Contains('_') && !IsOfTheLanguage(name))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();

        // Each name is a parameter once, a state once and a value once.
        var specs = names.Select((_, i) => i).Where(i => i % (PerSpec / 3) == 0)
            .Select(i => File($"names-{i}", [.. Enumerable.Range(0, PerSpec).Select(j => names[(i + (j * names.Length / PerSpec)) % names.Length]).Distinct()], form, units));

        Assert.InRange(names.Length, 150, 500);
        CompiledSpecs.Image(GeneratorRun.BriefParseOptions, specs);
    }

    // The names that stand in generated code with a capital letter, as files.
    private static IEnumerable<string> NamesIn(SpecText spec) => GeneratorRun.Files(spec).Values
        .SelectMany(text => Identifier().Matches(text)).Select(match => match.Value)
        .Where(name => char.IsAsciiLetterUpper(name[0]))
        .Select(FileNameOf)
        .Where(name => FileName().IsMatch(name))
        .DistinctBy(name => name.Replace("-", "", StringComparison.Ordinal));

    private static string FileNameOf(string className) => Upper().Replace(className, "-$0").TrimStart('-').ToLowerInvariant();

    // These are refused; so would be many a name with a d, as another's gradient.
    private static bool IsOfTheLanguage(string name) => EquationBinder.IsFunction(name) || name is "x" or "loss" or "Who" or "by" || name.StartsWith('d');

    // The names in turn as parameters, states and values of a step.
    private static SpecText File(string experiment, string[] names, string form, string units)
    {
        var third = names.Length / 3;
        var (parameters, states, values) = (names[..third], names[third..(2 * third)], names[(2 * third)..]);
        var equations = values.Select((name, i) => $"{name} = tanh(x @ {parameters[i % third]} + {states[i % third]}_prev)")
            .Concat(states.Select((name, i) => $"{name} = sin({string.Join(" + ", values)}) * {name}_prev + square(x @ {parameters[i % third]})"));
        return Spec.File(experiment, Spec.WithCell
            .With("        options: { activation: tanh }\n", "")
            .With("        parameters:\n          Wxh: [input, size]\n          Whh: [size, size]\n", $"        parameters: {{ {string.Join(", ", parameters.Select(name => $"{name}: [input, size]"))} }}\n")
            .With("state: { s: [size] }", $"state: {{ {string.Join(", ", states.Select(name => $"{name}: [size]"))} }}")
            .With("z = s_prev @ Whh + x @ Wxh\n          s = activation(z)", string.Join("\n          ", equations))
            .With("output: s\n", $"output: {states[0]}\n")
            .With("size: 2\n", "size: 2\n      dropout: 0.5\n")
            .With("  precision: float64", $"  form: {form}\n  units: {units}"));
    }

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]|[A-Z](?=[A-Z])|(?<=[A-Z])[A-Z](?=[a-z])")]
    private static partial Regex Upper();

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex FileName();

    [GeneratedRegex("(?<![A-Za-z0-9_@])[A-Za-z][A-Za-z0-9]*(?![A-Za-z0-9_])")]
    private static partial Regex Identifier();
}
