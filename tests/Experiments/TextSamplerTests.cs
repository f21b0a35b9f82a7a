using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Randomness;
using RnnGen.Sampling;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Texts that a network draws.</summary>
public class TextSamplerTests
{
    private const string Layer = "{ cell: elman, size: 3, initial_state: carried }";

    private static readonly ParameterBuffer Parameters = InitialParameters.Draw(Letters.Experiment.Layout, Letters.Experiment.Settings, new RandomState(5));

    // Three windows and a half, of a network that sees the whole text at once.
    private static readonly Experiment Whole = Letters.With(("sequence_length: 4", "sequence_length: 14"), (Layer, "{ cell: elman, size: 3 }"));

    [Theory]
    [InlineData("carried", 1)]
    [InlineData("carried", 0.5)]
    [InlineData("zero", 2)]
    public void A_character_is_where_the_probabilities_add_up_to_more_than_the_random_number(string initialState, double temperature)
    {
        const string Start = "abcabc";
        var text = Start + string.Concat(TextSampler.Draw(Letters.With(("carried", initialState)), Parameters, Start, temperature, seed: 3).Take(9));

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
    public void The_same_seed_draws_the_same_text_and_another_one_another()
    {
        var drawn = Draw(seed: 1).Take(50).ToArray();
        var again = Draw(seed: 1);

        Assert.Equal(drawn, again.Take(50));
        Assert.Equal(drawn[..20], again.Take(20));
        Assert.NotEqual(drawn, Draw(seed: 2).Take(50));

        static IEnumerable<char> Draw(uint seed) => TextSampler.Draw(Letters.Experiment, Parameters, "a", 1, seed);
    }

    [Fact]
    public void What_cannot_be_drawn_is_said()
    {
        Assert.Equal("The start has \"\\t\", which is not in the alphabet \"\\nabc\".", Assert.Throws<ArgumentException>(() => Draw(Parameters, start: "ab\t")).Message);
        Assert.Throws<ArgumentException>(() => Draw(Parameters, start: ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw(Parameters, temperature: 0));
        var reverse = Letters.With(("initial_state: carried", "direction: bidirectional"));
        Assert.StartsWith(
            "'letters' does not predict the next character",
            Assert.Throws<ArgumentException>(() => TextSampler.Draw(reverse, new ParameterBuffer(reverse.Layout), "a", 1, 0)).Message,
            StringComparison.Ordinal);
        Assert.False(TextSampler.CanSample(SpecCases.Get("count-letter-a")));

        var broken = new ParameterBuffer(Letters.Experiment.Layout);
        broken.Values.AsSpan().Fill(double.NaN);
        Assert.Throws<InvalidDataException>(() => Draw(broken).First());

        static IEnumerable<char> Draw(ParameterBuffer parameters, string start = "a", double temperature = 1) => TextSampler.Draw(Letters.Experiment, parameters, start, temperature, 0);
    }

    [Fact]
    public void A_text_starts_behind_a_line_end_if_there_is_one() =>
        Assert.Equal(("\n", "x"), (TextSampler.StartOf(Data.Alphabet.OneHot("ab\n")), TextSampler.StartOf(Data.Alphabet.OneHot("xy"))));
}
