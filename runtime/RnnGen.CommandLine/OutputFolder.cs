using RnnGen.Recording;

namespace RnnGen.CommandLine;

/// <summary>
/// The folder that a run will write. It is made before the training, so that one which cannot be made or written costs no run, and
/// taken back where the run fails.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly string _result;
    private readonly bool _isNew;
    private bool _isKept;

    private OutputFolder(string path, string result, bool isNew) => (Path, _result, _isNew) = (path, result, isNew);

    public string Path { get; }

    /// <summary>Makes the folder.</summary>
    /// <param name="output">The folder that the user has named, which may exist; null for one of its own in <c>runs</c>.</param>
    /// <param name="name">What is run.</param>
    /// <param name="result">The name of the file that is written at the end.</param>
    public static OutputFolder Make(DirectoryInfo? output, string name, string result)
    {
        if (output is null)
        {
            return new OutputFolder(RunFolder.Create("runs", name, result), result, isNew: true);
        }

        var isNew = !Directory.Exists(output.FullName);
        var path = Directory.CreateDirectory(output.FullName).FullName;
        TryWriting(path);
        return new OutputFolder(path, result, isNew);
    }

    /// <summary>Says that the run has written the folder.</summary>
    public void Keep() => _isKept = true;

    // A folder that exists may still not be one to write to.
    private static void TryWriting(string folder)
    {
        using var file = File.Create(System.IO.Path.Combine(folder, System.IO.Path.GetRandomFileName()), bufferSize: 1, FileOptions.DeleteOnClose);
    }

    public void Dispose()
    {
        if (_isKept || !_isNew)
        {
            return;
        }

        try
        {
            RunFolder.TakeBack(Path, _result);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What has failed before counts, and not that a folder without content stays.
        }
    }
}
