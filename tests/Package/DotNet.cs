using System.Collections;
using System.Diagnostics;
using Xunit;

namespace RnnGen.Package.Tests;

/// <summary>What a run of <c>dotnet</c> printed, and how it ended.</summary>
internal sealed record DotNetResult(int ExitCode, string Output)
{
    /// <summary>The lines without those that MSBuild's summary repeats.</summary>
    public IReadOnlyList<string> Lines { get; } = [.. Output.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Distinct()];

    public IReadOnlyList<string> Errors => [.. Lines.Where(line => line.Contains(": error ", StringComparison.Ordinal))];

    public IReadOnlyList<string> Warnings => [.. Lines.Where(line => line.Contains(": warning ", StringComparison.Ordinal))];
}

/// <summary>Runs <c>dotnet</c> as a person at a terminal would, and never waits for ever.</summary>
internal static class DotNet
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task<DotNetResult> Run(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ClearBuildVariables(start.Environment);
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new DotNetResult(process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', start.ArgumentList)} took more than {Limit.TotalSeconds} s");
        }
    }

    /// <summary>Fails with the whole output unless the run succeeded.</summary>
    public static async Task<DotNetResult> Succeed(string folder, params IEnumerable<string> arguments)
    {
        var result = await Run(folder, arguments);
        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}:\n{result.Output}");
        return result;
    }

    // `dotnet test` tells its children which MSBuild it runs on; a build that a person starts knows nothing of it.
    // A packages folder from the environment would overrule the consumer's own, and nodes that outlive a build would keep its output open.
    private static void ClearBuildVariables(IDictionary<string, string?> environment)
    {
        foreach (var key in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => (string)variable.Key))
        {
            if (key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || key.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase))
            {
                environment.Remove(key);
            }
        }

        environment.Remove("NUGET_PACKAGES");
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_TieredPGO"] = "0"; // A tenth less time for processes that end after seconds.
    }
}
