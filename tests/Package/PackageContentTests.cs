using System.IO.Compression;
using System.Xml.Linq;
using Xunit;

namespace RnnGen.Package.Tests;

public class PackageContentTests
{
    [Fact(Timeout = TestTimeout.Builds)]
    public async Task The_package_holds_library_generator_and_props_and_nothing_else()
    {
        using var package = await Open("RnnGen");

        Assert.Equal(
            [
                "THIRD-PARTY-NOTICES.txt",
                "analyzers/dotnet/cs/RnnGen.Generator.dll",
                "analyzers/dotnet/cs/YamlDotNet.dll",
                "build/RnnGen.props",
                "build/RnnGen.targets",
                "lib/net10.0/RnnGen.dll",
                "lib/net10.0/RnnGen.xml",
            ],
            Files(package));
    }

    [Fact(Timeout = TestTimeout.Builds)]
    public async Task The_package_depends_on_no_other()
    {
        using var package = await Open("RnnGen");

        Assert.Empty(Dependencies(package, "RnnGen"));
    }

    [Fact(Timeout = TestTimeout.Builds)]
    public async Task The_command_line_brings_all_of_RnnGen()
    {
        using var package = await Open("RnnGen.CommandLine");

        Assert.Equal(["lib/net10.0/RnnGen.CommandLine.dll", "lib/net10.0/RnnGen.CommandLine.xml"], Files(package));
        var dependency = Assert.Single(Dependencies(package, "RnnGen.CommandLine"), dependency => dependency.Attribute("id")!.Value == "RnnGen");
        Assert.Equal((await PackageFeed.Get()).Version, dependency.Attribute("version")!.Value);
        Assert.Equal("All", dependency.Attribute("include")!.Value);
    }

    [Fact(Timeout = TestTimeout.Builds)]
    public async Task The_sources_of_CSV_files_bring_all_of_RnnGen()
    {
        using var package = await Open("RnnGen.Csv");

        Assert.Equal(["lib/net10.0/RnnGen.Csv.dll", "lib/net10.0/RnnGen.Csv.xml"], Files(package));
        Assert.Equal(["RnnGen", "Sylvan.Data.Csv"], Dependencies(package, "RnnGen.Csv").Select(dependency => dependency.Attribute("id")!.Value).Order());
    }

    [Fact(Timeout = TestTimeout.Builds)]
    public async Task The_licences_of_YamlDotNet_and_of_NumPys_tables_go_with_it()
    {
        using var package = await Open("RnnGen");
        using var reader = new StreamReader(package.GetEntry("THIRD-PARTY-NOTICES.txt")!.Open());
        var notices = await reader.ReadToEndAsync();

        Assert.Contains("YamlDotNet", notices, StringComparison.Ordinal);
        Assert.Contains("Antoine Aubry and contributors", notices, StringComparison.Ordinal);
        Assert.Contains("The above copyright notice and this permission notice shall be included", notices, StringComparison.Ordinal);
        Assert.Contains("NumPy Developers", notices, StringComparison.Ordinal);
        Assert.Contains("Redistributions in binary form must reproduce the above", notices, StringComparison.Ordinal);
    }

    private static async Task<ZipArchive> Open(string id) => ZipFile.OpenRead((await PackageFeed.Get()).PathOf(id));

    // All but what the package format itself puts there, and the README, which the package has when the repository does.
    private static IEnumerable<string> Files(ZipArchive package) => package.Entries
        .Select(entry => entry.FullName)
        .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
        .Where(name => name is not "[Content_Types].xml" and not "README.md" && !name.EndsWith(".nuspec", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<XElement> Dependencies(ZipArchive package, string id)
    {
        using var nuspec = package.GetEntry(id + ".nuspec")!.Open();
        return [.. XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency")];
    }
}
