using System.Globalization;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Randomness;
using RnnGen.Recording;
using RnnGen.Sampling;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.CommandLine.Tests;

/// <summary><c>sample</c>.</summary>
[Collection("Console")]
public sealed class SampleTests : IDisposable
{
    private static readonly Experiment Letters = Specs.Load("letters", Specs.Letters);

    private static readonly ParameterBuffer Parameters = InitialParameters.Draw(Letters.Layout, Letters.Settings, new RandomState(5));

    private readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    [InlineData("")]
    public void A_temperature_is_the_same_number_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var (code, output, error) = Sample(Weights(), "--temperature", "0.5", "--length", "40", "--seed", "3", "--start", "a");

            Assert.Equal((ExitCode.Success, ""), (code, error));
            Assert.Equal("a" + string.Concat(TextSampler.Draw(Letters, Parameters, "a", 0.5, 3).Take(40)) + Environment.NewLine, output);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("Cannot parse argument '0,5' for option '--temperature': expected a number such as 0.5.", "--temperature", "0,5")]
    [InlineData("Cannot parse argument '1e999' for option '--temperature': expected a number such as 0.5.", "--temperature", "1e999")]
    [InlineData("Cannot parse argument '1,000' for option '--length': expected a whole number up to 2147483647.", "--length", "1,000")]
    [InlineData("Cannot parse argument '-1' for option '--seed': expected a whole number from 0 to 4294967295.", "--seed", "-1")]
    [InlineData("The temperature must be positive.", "--temperature", "-0.5")]
    [InlineData("The temperature must be at least 1E-300: what is divided by a smaller one overflows.", "--temperature", "1e-310")]
    public void What_is_no_number_is_refused(string message, params string[] options)
    {
        var (code, _, error) = Sample(Weights(), options);

        Assert.Equal(ExitCode.BadArguments, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_a_folder_are_an_error_of_one_line()
    {
        var (code, _, error) = Sample(_folder.Folder);

        Assert.Equal(ExitCode.RunFailed, code);
        Assert.StartsWith("The weights could not be read: ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    private string Weights()
    {
        var path = Path.Combine(_folder.Folder, "weights.npz");
        NpzFile.Write(path, Parameters.ToArrays());
        return path;
    }

    [Theory]
    [InlineData(1e-301)]
    [InlineData(5e-324)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Temperatures_that_nothing_can_be_divided_by_are_refused(double temperature) =>
        Assert.StartsWith("Expected a finite temperature of at least 1E-300.", Assert.Throws<ArgumentOutOfRangeException>(() => TextSampler.Draw(Letters, Parameters, "a", temperature, 0)).Message, StringComparison.Ordinal);

    [Fact]
    public void At_the_smallest_temperature_the_likeliest_character_is_drawn()
    {
        var likeliest = Predictions.Of(Letters, Parameters, [Letters.Alphabet!.Sequence("a", new double[4])])[0].ToArray().ToList();

        Assert.Equal(Letters.Alphabet.Symbols[likeliest.IndexOf(likeliest.Max())], TextSampler.Draw(Letters, Parameters, "a", TextSampler.SmallestTemperature, 0).First());
    }

    private static (int Code, string Output, string Error) Sample(string weights, params string[] options) => CapturedProgram.Run([Letters], ["sample", "letters", "--weights", weights, .. options]);
}
