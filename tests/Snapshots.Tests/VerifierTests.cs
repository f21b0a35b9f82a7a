using VerifyTests;
using VerifyXunit;
using Xunit;

namespace RnnGen.Snapshots.Tests;

/// <summary>What our tests use of Verify's API, verified under both engines by the same files.</summary>
public class VerifierTests
{
    [Fact]
    public async Task A_snapshot_is_named_after_the_test() => await Verifier.Verify("one line");

    [Fact]
    public Task A_test_may_return_the_verification() => Verifier.Verify("returned\n", "md");

    [Fact]
    public async Task A_snapshot_has_the_extension_and_name_and_directory_it_asks_for()
    {
        var settings = new VerifySettings();
        settings.UseDirectory("Below");
        settings.UseFileName("asked-for");
        await Verifier.Verify("namespace Asked.For;\n", "cs", settings);
    }

    [Fact]
    public async Task What_a_task_adds_to_its_settings_stays_with_it()
    {
        var settings = new VerifySettings();
        settings.UseDirectory("Below");
        await Verifier.Verify("first", settings).UseFileName("first");
        await Verifier.Verify("second", settings).UseFileName("second");
    }

    [Fact]
    public async Task Scrubbers_replace_and_remove_lines_and_rewrite_the_text()
    {
        await Verifier.Verify("version 1.2.3\nsecret\r\nkept\n")
            .ScrubLinesWithReplace(line => line == "secret" ? null : line)
            .AddScrubber(text => text.Replace("1.2.3", "{version}"));
    }

    [Fact]
    public void Every_snapshot_here_is_used() =>
        Assert.Empty(UnusedSnapshots.In(
            ".",
            [
                $"{nameof(VerifierTests)}.{nameof(A_snapshot_is_named_after_the_test)}",
                $"{nameof(VerifierTests)}.{nameof(A_test_may_return_the_verification)}",
                $"{nameof(VerifierTests)}.{nameof(Scrubbers_replace_and_remove_lines_and_rewrite_the_text)}",
                $"{nameof(VerifierTests)}.{nameof(Nested)}.{nameof(Nested.A_nested_class_is_named_with_its_outer)}",
                "Below/asked-for",
                "Below/first",
                "Below/second",
            ]));

    public class Nested
    {
        [Fact]
        public async Task A_nested_class_is_named_with_its_outer() => await Verifier.Verify("nested");
    }
}
