using RnnGen.CommandLine;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>The list of a project's experiments, of which one cannot read its data.</summary>
[Collection("Console")]
public class ListTests
{
    [Fact]
    public void A_file_that_there_is_not_costs_one_count_and_not_the_list()
    {
        var (code, output, _) = CapturedProgram.Run([Letters.Experiment, SpecCases.Get("count-letter-a")]);

        Assert.Equal(ExitCode.Success, code);
        Assert.Matches(@"letters +4 +4 +elman 3 +4 +\d+ +\? +1 ", output);
        Assert.Matches(@"count-letter-a +4 +3 +elman 2 +1 +12 +12 +3000", output);
        Assert.Matches(@"\n  letters: .*\n    It cannot be run: There is no data file '.*none\.txt'\.\n  count-letter-a: ", output);
    }
}
