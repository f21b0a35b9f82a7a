using Xunit;

namespace RnnGen.Package.Tests;

/// <summary>
/// A stranger's project in a folder of its own outside the repository: it knows RnnGen from the feed alone, and shares no extracted package with anyone.
/// </summary>
internal sealed class Consumer : IDisposable
{
    /// <summary>The name of the project, and so the namespace of what is generated.</summary>
    public const string Name = "Consumer";

    /// <summary>Trains the spec of <see cref="SpecName"/>, and prints what the tests look at.</summary>
    public const string TrainingProgram = """
        using System;
        using System.Diagnostics;
        using System.Linq;
        using System.Reflection;
        using Consumer;
        using RnnGen.Recording;
        using RnnGen.Training;

        var run = Trainer.Train(new RareLetter());
        var debuggable = typeof(RareLetter).Assembly.GetCustomAttribute<DebuggableAttribute>();
        Console.WriteLine("trace " + BitHash.Of(run.Losses.ToArray()));
        Console.WriteLine("experiments " + string.Join(' ', ExperimentCatalog.All.Select(experiment => experiment.Name)));
        Console.WriteLine("optimized " + (debuggable?.IsJITOptimizerDisabled != true));
        #if RNNGEN_UNOPTIMIZED
        Console.WriteLine("RNNGEN_UNOPTIMIZED");
        #endif
        """;

    /// <summary>Needs no spec.</summary>
    public const string EmptyProgram = "System.Console.WriteLine();";

    public const string SpecName = "rare-letter.yaml";

    private Consumer(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>The compiler's output, which a build that has nothing to do leaves alone.</summary>
    public string CompiledAssembly => Path.Combine(Folder, "obj", "Debug", "net10.0", $"{Name}.dll");

    /// <summary>A project with one package reference, the spec, and a program that trains it.</summary>
    public static async Task<Consumer> Create(string properties = "", string package = "RnnGen", string program = TrainingProgram)
    {
        var feed = await PackageFeed.Get();
        var consumer = new Consumer(Directory.CreateTempSubdirectory("rnngen-consumer-").FullName);
        consumer.Write($"{Name}.csproj", ProjectText(properties, $"""<PackageReference Include="{package}" Version="{feed.Version}" />"""));
        consumer.Write("Program.cs", program);
        consumer.Write(SpecName, SpecText);
        consumer.Use(feed);
        File.Copy(Path.Combine(Repository.Root, "global.json"), consumer.PathOf("global.json"));
        return consumer;
    }

    public static string SpecText { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, SpecName));

    public static string ProjectText(string properties, string reference) => $"""
        <Project Sdk="Microsoft.NET.Sdk">

          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            {properties}
          </PropertyGroup>

          <ItemGroup>
            {reference}
          </ItemGroup>

        </Project>
        """;

    /// <summary>Makes a feed the only source of packages, with the user's cache beside it for what is not RnnGen's, and no network.</summary>
    public void Use(PackageFeed feed) => Write("nuget.config", $"""
        <configuration>
          <config>
            <add key="globalPackagesFolder" value="packages" />
          </config>
          <packageSources>
            <clear />
            <add key="feed" value="{feed.Folder}" />
          </packageSources>
          <packageSourceMapping>
            <clear />
          </packageSourceMapping>
          <fallbackPackageFolders>
            <clear />
            <add key="cache" value="{Repository.PackageCache}" />
          </fallbackPackageFolders>
        </configuration>
        """);

    public string PathOf(string file) => Path.Combine(Folder, file);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text + "\n");
    }

    /// <summary>Changes the text of a file, which must be there.</summary>
    public void Edit(string file, string old, string changed)
    {
        var text = File.ReadAllText(PathOf(file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(PathOf(file), text.Replace(old, changed, StringComparison.Ordinal));
    }

    /// <summary>Where a text first stands in a file, as the build prints it: counted from 1.</summary>
    public (int Line, int Column) PlaceOf(string file, string text)
    {
        var before = File.ReadAllText(PathOf(file)).Split(text)[0];
        return (before.Count(character => character == '\n') + 1, before.Length - before.LastIndexOf('\n'));
    }

    public Task<DotNetResult> TryBuild(params IEnumerable<string> arguments) => DotNet.Run(Folder, ["build", .. arguments]);

    /// <summary>Builds, and demands that neither the compiler nor any analyzer has anything to say.</summary>
    public async Task Build(params IEnumerable<string> arguments)
    {
        var result = await DotNet.Succeed(Folder, ["build", .. arguments]);
        Assert.Empty(result.Warnings);
    }

    /// <summary>Runs what was built.</summary>
    public Task<DotNetResult> Run(params IEnumerable<string> arguments) =>
        DotNet.Succeed(Folder, ["exec", Path.Combine("bin", "Debug", "net10.0", $"{Name}.dll"), .. arguments]);

    public async Task<DotNetResult> BuildAndRun(params IEnumerable<string> buildArguments)
    {
        await Build(buildArguments);
        return await Run();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
