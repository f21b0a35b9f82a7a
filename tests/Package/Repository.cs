using System.Reflection;

namespace RnnGen.Package.Tests;

/// <summary>What the build of this project knows about the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("Repository");

    /// <summary>The configuration that is packed: the one that was built together with the tests.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The user's packages, from which consumers take what is not RnnGen's.</summary>
    public static string PackageCache { get; } = Metadata("PackageCache");

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
