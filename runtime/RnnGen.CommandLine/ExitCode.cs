namespace RnnGen.CommandLine;

/// <summary>What the process's exit code means.</summary>
public static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>The run failed.</summary>
    public const int RunFailed = 1;

    /// <summary>The arguments are wrong: an unknown experiment, for instance.</summary>
    public const int BadArguments = 2;

    /// <summary>The gradient check failed.</summary>
    public const int CheckFailed = 3;

    /// <summary>The run was cancelled.</summary>
    public const int Cancelled = 130;
}
