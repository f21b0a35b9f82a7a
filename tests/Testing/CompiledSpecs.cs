using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGen.Testing;

/// <summary>Compiles what the generator makes of specs, and loads it.</summary>
public static class CompiledSpecs
{
    private static int _count;

    /// <summary>Generates, compiles at the highest warning level and loads; any diagnostic but the informational ones of the generator fails.</summary>
    /// <returns>The experiments by name.</returns>
    public static IReadOnlyDictionary<string, Experiment> Load(params IEnumerable<SpecText> specs) => Experiments(Assembly(specs));

    /// <summary>The same beside C# of the project.</summary>
    public static IReadOnlyDictionary<string, Experiment> LoadBeside(string code, params IEnumerable<SpecText> specs) => Experiments(Assembly(Image(GeneratorRun.ParseOptions, specs, code)));

    /// <summary>The experiments of an assembly by name.</summary>
    public static IReadOnlyDictionary<string, Experiment> Experiments(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Experiment)))
            .Select(type => (Experiment)Activator.CreateInstance(type)!)
            .ToDictionary(experiment => experiment.Name);
    }

    /// <summary>Generates, compiles and loads.</summary>
    public static Assembly Assembly(params IEnumerable<SpecText> specs) => Assembly(Image(specs));

    /// <summary>Generates and compiles.</summary>
    /// <exception cref="InvalidOperationException">There is a diagnostic.</exception>
    public static byte[] Image(params IEnumerable<SpecText> specs) => Image(GeneratorRun.ParseOptions, specs);

    /// <summary>Generates and compiles, beside C# of the project where there is any.</summary>
    /// <exception cref="InvalidOperationException">There is a diagnostic.</exception>
    public static byte[] Image(CSharpParseOptions options, IEnumerable<SpecText> specs, string code = "")
    {
        GeneratorRun.Driver(options, specs).RunGeneratorsAndUpdateCompilation(
            GeneratorRun.Compilation($"Specs{Interlocked.Increment(ref _count)}").AddSyntaxTrees(CSharpSyntaxTree.ParseText(code, options)), out var compilation, out var generatorDiagnostics);
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var diagnostics = generatorDiagnostics.Concat(result.Diagnostics).Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden && diagnostic.Id != "RNN018").ToArray();
        return diagnostics.Length == 0
            ? image.ToArray()
            : throw new InvalidOperationException(string.Join("\n", diagnostics.Select(diagnostic => diagnostic.ToString())));
    }

    private static Assembly Assembly(byte[] content)
    {
        using var image = new MemoryStream(content);
        return new AssemblyLoadContext("specs").LoadFromStream(image);
    }
}
