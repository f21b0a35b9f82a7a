using System.Collections.Immutable;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator;

/// <summary>A cell file by its name; without a cell where the file has errors.</summary>
internal sealed record CellFile(string FileName, CellSpec? Cell);

/// <summary>A spec with its file's path, or without a spec where the file has errors.</summary>
internal sealed record LocatedSpec(string Path, string Name, ExperimentSpec? Spec);

/// <summary>All that one experiment's code depends on, and nothing else.</summary>
internal sealed record GenerationInput(
    LocatedSpec File,
    EquatableArray<CellFile> Cells,
    string? Twin,
    ProjectOptions Project,
    EquatableArray<MissingFile> MissingFiles)
{
    public static GenerationInput Of(
        LocatedSpec file,
        ImmutableArray<CellFile> cells,
        EquatableArray<string> names,
        ProjectOptions project,
        ProjectFiles? copied)
    {
        var files = file.Spec?.Model.Layers.Select(layer => layer.Cell.File).ToArray() ?? [];
        var named = cells.Where(cell => files.Contains(cell.FileName)).OrderBy(cell => cell.FileName, StringComparer.Ordinal).ToArray();
        if (files.Any(name => name is not null && named.All(cell => cell.FileName != name)))
        {
            // The message says which cells there are.
            named = [.. cells.OrderBy(cell => cell.FileName, StringComparer.Ordinal)];
        }

        var className = GeneratedClass.ClassNameOf(file.Name);
        var twins = Generation.BecomesClass(file.Name)
            ? names
                .Where(name => string.Equals(GeneratedClass.ClassNameOf(name), className, StringComparison.OrdinalIgnoreCase))
                .Where(Generation.BecomesClass)
                .ToArray()
            : [];
        var twin = twins.Length > 1 ? twins.FirstOrDefault(name => name != file.Name) ?? file.Name : null;
        var missing = file.Spec is { } spec && copied is not null ? copied.MissingOf(spec).ToEquatableArray() : [];
        return new GenerationInput(file, named.ToEquatableArray(), twin, project, missing);
    }
}

/// <summary>What is generated for one experiment, and what is wrong with it.</summary>
internal sealed record GenerationOutput(string Path, EquatableArray<GeneratedFile> Files, EquatableArray<Finding> Findings);

/// <summary>The findings of a file from its reading and from its generation, with its positions.</summary>
internal sealed record FileFindings(string Path, EquatableArray<Finding> Findings, SpecPositions Positions)
{
    public static FileFindings Of(SpecFile file, ImmutableArray<GenerationOutput> outputs)
    {
        // Several specs may find the same in a cell that they share.
        var generated = outputs.Where(output => output.Path == file.Path).SelectMany(output => output.Findings).Where(finding => finding.File is null);
        var shared = outputs.SelectMany(output => output.Findings).Where(finding => file.IsCell && finding.File == file.FileName).Distinct();
        return new FileFindings(file.Path, file.Findings.Concat(generated).Concat(shared).ToEquatableArray(), file.Positions);
    }
}

/// <summary>The stages from a spec to code, under a guard: whatever goes wrong is a finding, and the other experiments are generated all the same.</summary>
internal static class Generation
{
    /// <summary>Reads a file.</summary>
    public static SpecFile Read(string path, string text)
    {
        try
        {
            return SpecFile.Read(path, text);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return SpecFile.Failed(path, Failure(exception));
        }
    }

    /// <summary>Generates the code of one experiment.</summary>
    public static GenerationOutput Run(GenerationInput input, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        var name = input.File.Name;
        var className = GeneratedClass.ClassNameOf(name);
        if (input.Twin is { } twin)
        {
            findings.Add(Finding.At("", Rules.DuplicateExperiment, name, twin, className));
            return new GenerationOutput(input.File.Path, [], findings.ToEquatableArray());
        }

        if (!SpecFile.IsExperimentName(name))
        {
            return new GenerationOutput(input.File.Path, [], []);
        }

        if (ReservedNames.Contains(className))
        {
            findings.Add(Finding.At("", Rules.InvalidName, name, $"the generated code uses the name {className}"));
            return new GenerationOutput(input.File.Path, [], findings.ToEquatableArray());
        }

        // That the project's C# is too old is said once, of the project.
        var files = input.File.Spec is { } spec && input.Project.OldLanguage is null ? Files(spec, input, findings, cancellation) : [];
        findings.AddRange(ProjectCheck.OfFiles(input));
        var all = files.Count == 0 ? new[] { ExperimentEmitter.Stub(name, input.Project.RootNamespace) }.ToEquatableArray() : files;
        return new GenerationOutput(input.File.Path, all, findings.ToEquatableArray());
    }

    /// <summary>Whether a file of that name becomes a class, where no other one would become the same.</summary>
    public static bool BecomesClass(string name) => SpecFile.IsExperimentName(name) && !ReservedNames.Contains(GeneratedClass.ClassNameOf(name));

    /// <summary>The names that become classes: valid, and none that another file shares.</summary>
    public static EquatableArray<string> UniqueNames(EquatableArray<string> names) => names
        .Where(BecomesClass)
        .GroupBy(GeneratedClass.ClassNameOf, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() == 1)
        .Select(group => group.Single())
        .ToEquatableArray();

    private static EquatableArray<GeneratedFile> Files(ExperimentSpec spec, GenerationInput input, List<Finding> findings, CancellationToken cancellation)
    {
        try
        {
            findings.AddRange(ProjectCheck.Of(spec, input));
            if (findings.Count > 0)
            {
                return [];
            }

            var cells = input.Cells.GroupBy(cell => cell.FileName).ToDictionary(group => group.Key, group => group.First().Cell, StringComparer.Ordinal);
            var network = NetworkBinder.Bind(spec, cells, findings);
            cancellation.ThrowIfCancellationRequested();
            if (network is null)
            {
                return [];
            }

            if (Plan.TooLarge(network, spec.Model.Units) is { } tooLarge)
            {
                findings.Add(tooLarge);
                return [];
            }

            var program = UnrolledProgram.Of(network);
            cancellation.ThrowIfCancellationRequested();
            return ExperimentEmitter.Emit(spec, cells, program, input.Project.RootNamespace, findings).ToEquatableArray();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            findings.Add(Failure(exception));
            return [];
        }
    }

    private static Finding Failure(Exception exception)
    {
        var cause = exception is TypeInitializationException { InnerException: { } inner } ? inner : exception;
        return cause is FileNotFoundException or FileLoadException or TypeLoadException or BadImageFormatException
            ? Finding.At("", Rules.YamlDotNetMissing, cause.Message)
            : Finding.At("", Rules.InternalError, cause.GetType().Name + ": " + cause.Message + " " + FirstFrame(cause));
    }

    private static string FirstFrame(Exception exception) => exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim() ?? "";
}
