namespace RnnGen.Package.Tests;

/// <summary>How long a test may take, in milliseconds: several builds, on a machine that does other things at the same time.</summary>
internal static class TestTimeout
{
    public const int Builds = 180_000;
}
