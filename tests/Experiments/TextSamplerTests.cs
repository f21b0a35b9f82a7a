using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Randomness;
using RnnGen.Sampling;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Texts that a network draws.</summary>
public class TextSamplerTests
{
    private static readonly ParameterBuffer Parameters = InitialParameters.Draw(Letters.Experiment.Layout, Letters.Experiment.Settings, new RandomState(5));

    // Three windows and a half, of a network that sees the whole text at once.
    private static readonly Experiment Whole = Letters.With(("sequence_length: 4\n  layers: [{ cell: elman, size: 3, initial_state: carried }]", "sequence_length: 14\n  layers: [{ cell: elman, size: 3 }]"));

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(2)]
    public void A_character_is_where_the_probabilities_add_up_to_more_than_the_random_number(double temperature)
    {
        const string Start = "abcabc";
        using var sampler = new TextSampler(Letters.Experiment, Parameters);
        var drawn = string.Concat(sampler.Draw(Start, temperature, seed: 3).Take(9));

        var text = Start + drawn;
        var probabilities = Predictions.Of(Whole, Parameters, [Whole.Alphabet!.Sequence(text[..14], new double[14 * 4])]).Values;
        var random = new RandomState([3, 5]);
        for (var i = Start.Length; i < text.Length; i++)
        {
            var powers = Enumerable.Range(0, 4).Select(j => Math.Pow(probabilities[((i - 1) * 4) + j], 1 / temperature)).ToArray();
            var number = random.RandomSample() * powers.Sum();
            var place = Enumerable.Range(0, 4).First(j => powers[..(j + 1)].Sum() > number);
            Assert.Equal(Whole.Alphabet.Symbols[place], text[i]);
        }
    }

    [Fact]
    public void A_network_that_does_not_carry_its_state_starts_every_window_anew()
    {
        var experiment = Letters.With(("initial_state: carried", "initial_state: zero"));
        using var sampler = new TextSampler(experiment, Parameters);
        var drawn = string.Concat(sampler.Draw("abca", temperature: 1e-3, seed: 0).Take(2));

        var after = Predictions.Of(experiment, Parameters, [experiment.Alphabet!.Sequence("abca", new double[16]), experiment.Alphabet.Sequence(drawn[..1] + "aaa", new double[16])]);
        Assert.Equal(Likeliest(after[0][12..]), drawn[0]);
        Assert.Equal(Likeliest(after[1][..4]), drawn[1]);

        char Likeliest(ReadOnlySpan<double> probabilities) => experiment.Alphabet.Symbols[probabilities.IndexOf(probabilities.ToArray().Max())];
    }

    [Fact]
    public void The_same_seed_draws_the_same_text_and_another_one_another()
    {
        using var sampler = new TextSampler(Letters.Experiment, Parameters);
        var drawn = string.Concat(sampler.Draw("a", 1, seed: 1).Take(50));

        Assert.Equal(drawn, string.Concat(sampler.Draw("a", 1, seed: 1).Take(50)));
        Assert.NotEqual(drawn, string.Concat(sampler.Draw("a", 1, seed: 2).Take(50)));
        Assert.StartsWith(string.Concat(sampler.Draw("a", 1, seed: 1).Take(20)), drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_drawn_is_said()
    {
        using var sampler = new TextSampler(Letters.Experiment, Parameters);

        Assert.Contains("The start has \"\\t\", which is not in the alphabet \"\\nabc\".", Assert.Throws<ArgumentException>(() => sampler.Draw("ab\t", 1, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => sampler.Draw("", 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => sampler.Draw("a", 0, 0));
        var reverse = Letters.With(("initial_state: carried", "direction: bidirectional"));
        Assert.Contains("'letters' does not predict the next character", Assert.Throws<ArgumentException>(() => new TextSampler(reverse, new ParameterBuffer(reverse.Layout))).Message, StringComparison.Ordinal);
        Assert.False(TextSampler.CanSample(SpecCases.Get("count-letter-a")));

        var broken = new ParameterBuffer(Letters.Experiment.Layout);
        broken.Values.AsSpan().Fill(double.NaN);
        using var ofBroken = new TextSampler(Letters.Experiment, broken);
        Assert.Throws<InvalidDataException>(() => ofBroken.Draw("a", 1, 0).First());
    }

    [Fact]
    public void A_text_starts_behind_a_line_end_if_there_is_one() =>
        Assert.Equal(("\n", "x"), (TextSampler.StartOf(Data.Alphabet.OneHot("ab\n")), TextSampler.StartOf(Data.Alphabet.OneHot("xy"))));
}
