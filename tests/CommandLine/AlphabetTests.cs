using RnnGen.Testing;
using Xunit;

namespace RnnGen.CommandLine.Tests;

/// <summary><c>alphabet</c>.</summary>
[Collection("Console")]
public sealed class AlphabetTests : IDisposable
{
    private readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ab\nc\U0001F600d", ", line 2, column 2: the character '\U0001F600' (U+1F600) is two in UTF-16, and an alphabet has none of these.\n")]
    [InlineData("", " has no characters: expected a text.\n")]
    public void What_a_spec_would_refuse_is_an_error(string text, string message)
    {
        var path = _folder.Write("text.txt", text);
        var (code, output, error) = CapturedProgram.Run([], "alphabet", path);

        Assert.Equal((ExitCode.RunFailed, "", path + message), (code, output, error));
    }
}
