using System.Diagnostics;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Testing;

namespace RnnGen.Benchmarks.Building;

/// <summary>A project with one spec, as <c>dotnet build</c> builds it.</summary>
internal sealed class Consumer
{
    private readonly string _project;

    /// <summary>Writes the project and builds it once, with all that it refers to.</summary>
    public Consumer(string folder, SpecText spec)
    {
        var (root, home) = (Path.GetFullPath(Path.Combine(Peer.Home, "..", "..")), Path.Combine(folder, Path.GetFileNameWithoutExtension(spec.Path)));
        _project = Path.Combine(home, "Consumer.csproj");
        Directory.CreateDirectory(home);
        File.WriteAllText(Path.Combine(home, spec.Path), spec.Text);
        File.WriteAllText(_project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{root}/runtime/RnnGen/build/RnnGen.props" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{root}/generator/RnnGen.Generator.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
                <ProjectReference Include="{root}/runtime/RnnGen/RnnGen.csproj" />
              </ItemGroup>
              <Import Project="{root}/runtime/RnnGen/build/RnnGen.targets" />
            </Project>
            """);
        Build();
    }

    /// <summary>Builds this project alone.</summary>
    /// <returns>Nanoseconds.</returns>
    public double Rebuild()
    {
        var start = Stopwatch.GetTimestamp();
        Build("--no-restore", "--no-dependencies", "--no-incremental");
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    private void Build(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["build", _project, "-c", "Release", "-m:1", .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{_project} does not build:\n{output}");
        }
    }
}
