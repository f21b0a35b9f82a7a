namespace RnnGen.Matrix;

/// <summary>A program that holds the worker, and how it is made and started.</summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="PublishArguments">The arguments of <c>dotnet publish</c>; null for this program, as it is.</param>
/// <param name="Start">What starts it: an emulator, or the <c>dotnet</c> command; nothing where it starts by itself.</param>
internal sealed record Build(string Name, IReadOnlyList<string>? PublishArguments, IReadOnlyList<string> Start)
{
    private static readonly string[] Emulator = ["qemu-aarch64", "-L", "/usr/aarch64-linux-gnu"];

    /// <summary>This program.</summary>
    public static Build This { get; } = new("this", null, ["dotnet", "exec"]);

    /// <summary>Generated code and library as a debugger wants them.</summary>
    public static Build Debug { get; } = new("debug", ["-c", "Debug", "-p:RnnGenOptimize=false"], ["dotnet", "exec"]);

    /// <summary>The JIT compiler for ARM64.</summary>
    public static Build Arm64 { get; } = new("arm64", ["-c", "Release", "-r", "linux-arm64", "--self-contained"], Emulator);

    /// <summary>Compiled for ARM64 beforehand.</summary>
    public static Build Arm64Native { get; } = new(
        "arm64-aot",
        ["-c", "Release", "-r", "linux-arm64", "-p:MatrixNative=true", "-p:CppCompilerAndLinker=aarch64-linux-gnu-gcc", "-p:ObjCopyName=aarch64-linux-gnu-objcopy"],
        Emulator);

    /// <summary>Compiled for x64 beforehand.</summary>
    /// <param name="instructionSet">The instruction set that is named, or null.</param>
    public static Build Native(string? instructionSet) => new(
        "x64-aot-" + (instructionSet ?? "default"),
        ["-c", "Release", "-r", "linux-x64", "-p:MatrixNative=true", "-p:CppCompilerAndLinker=gcc", $"-p:IlcInstructionSet={instructionSet}"],
        []);

    /// <summary>Makes the program.</summary>
    /// <param name="folder">The folder for programs and what compiling them leaves.</param>
    /// <returns>The command that starts it.</returns>
    /// <exception cref="InvalidOperationException">It could not be made.</exception>
    public IReadOnlyList<string> Make(string folder)
    {
        var program = nameof(Matrix);
        if (PublishArguments is null)
        {
            return [.. Start, Path.Combine(AppContext.BaseDirectory, program + ".dll")];
        }

        var output = Path.Combine(folder, Name);
        var result = ChildProcess.Run(
            ["dotnet", "publish", ProjectFile, "--artifacts-path", Path.Combine(folder, "artifacts"), "-o", output, .. PublishArguments], []);
        return result.Code == 0
            ? [.. Start, Path.Combine(output, Start is ["dotnet", ..] ? program + ".dll" : program)]
            : throw new InvalidOperationException(
                $"The program could not be made (tests/Matrix/install installs what it needs):\n{string.Join('\n', Errors(result.Output))}");
    }

    private static string ProjectFile { get; } = Path.Combine(Path.GetDirectoryName(SourceFile())!, "Matrix.csproj");

    private static string SourceFile([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;

    private static IEnumerable<string> Errors(string output) =>
        output.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct().Take(3);
}
