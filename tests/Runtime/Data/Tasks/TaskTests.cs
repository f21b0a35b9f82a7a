using RnnGen.Data;
using RnnGen.Data.Tasks;
using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests.Data;

/// <summary>What the synthetic tasks draw is what their definitions say.</summary>
public class TaskTests
{
    private const int Draws = 2000;

    public static TheoryData<string> Names => [.. All.Keys];

    private static readonly Dictionary<string, SequenceTask> All = new()
    {
        ["adding-1997"] = new AddingProblem1997(100),
        ["multiplication-1997"] = new MultiplicationProblem1997(100),
        ["embedded-reber"] = new EmbeddedReberGrammar(),
        ["temporal-order-2"] = new TemporalOrder1997(2),
        ["temporal-order-3"] = new TemporalOrder1997(3),
        ["long-lag-2a"] = new LongTimeLag2a(100),
        ["long-lag-2b"] = new LongTimeLag2b(100, lastStep: false),
        ["long-lag-2b-last-step"] = new LongTimeLag2b(100, lastStep: true),
        ["long-lag-2c"] = new LongTimeLag2c(50, 20),
        ["two-sequence-a"] = new TwoSequenceProblem(TwoSequenceVariant.Noiseless, 100, 3),
        ["two-sequence-b"] = new TwoSequenceProblem(TwoSequenceVariant.NoisyInputs, 100, 3),
        ["two-sequence-c"] = new TwoSequenceProblem(TwoSequenceVariant.NoisyTargets, 100, 3),
        ["two-sequence-c-judged"] = new TwoSequenceProblem(TwoSequenceVariant.JudgedTargets, 100, 3),
        ["adding"] = new AddingProblem(50),
        ["adding-halves"] = new AddingProblem(51, halves: true),
        ["copy-memory"] = new CopyMemory(30),
        ["temporal-xor"] = new TemporalXor(300),
        ["letters"] = new LetterSequence(100),
        ["parity"] = new Parity(50, 50, everyStep: true),
        ["parity-lengths"] = new Parity(50, 1, everyStep: false),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Sequences_have_the_sizes_that_the_task_says(string name)
    {
        var task = All[name];
        var sequences = Draw(task);
        var lengths = sequences.Select(sequence => sequence.Steps.Count / task.InputSize).ToArray();

        Assert.All(sequences, sequence => Assert.Equal(0, sequence.Steps.Count % task.InputSize));
        Assert.Equal(task.HasVariableLength, lengths.Distinct().Count() > 1);
        Assert.InRange(lengths.Max(), task.HasVariableLength ? 1 : task.MaximalLength, task.MaximalLength);
        Assert.All(sequences.Zip(lengths), pair => Assert.Equal(task.OutputSize * (task.HasTargetAtEveryStep ? pair.Second : 1), pair.First.Target.Count));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_stream_draws_the_same_sequences(string name)
    {
        var (first, second) = (Draw(All[name]), Draw(All[name]));

        Assert.Equal(first.SelectMany(sequence => sequence.Steps), second.SelectMany(sequence => sequence.Steps));
        Assert.True(first.Select(sequence => string.Join(" ", sequence.Steps)).Distinct().Count() > 1);
    }

    [Fact]
    public void Adding_1997()
    {
        var sequences = Draw(All["adding-1997"]);
        Assert.All(sequences, sequence =>
        {
            var marked = Enumerable.Range(0, sequence.Steps.Count / 2).Where(pair => sequence.Steps[(2 * pair) + 1] == 1).ToArray();
            var ends = new[] { sequence.Steps[1], sequence.Steps[^1] };

            Assert.Equal([-1, -1], ends);
            Assert.InRange(sequence.Steps.Count / 2, 100, 110);
            Assert.InRange(marked.Length, 1, 2);
            Assert.True(marked[0] < 10 || marked.Length == 1);
            Assert.All(marked, pair => Assert.InRange(pair, 1, 48));
            Assert.Equal(0.5 + (marked.Sum(pair => sequence.Steps[2 * pair]) / 4), sequence.Target[0], 15);
        });

        // One of the two is the first pair with probability 1/10 + 9/10 * 1/48.
        Assert.InRange(sequences.Count(sequence => sequence.Steps.Where((_, i) => i % 2 == 1).Count(mark => mark == 1) == 1), 180, 290);
        Assert.Equal(11, sequences.Select(sequence => sequence.Steps.Count).Distinct().Count());
    }

    [Fact]
    public void Multiplication_1997() => Assert.All(Draw(All["multiplication-1997"]), sequence =>
    {
        var marked = Enumerable.Range(0, sequence.Steps.Count / 2).Where(pair => sequence.Steps[(2 * pair) + 1] == 1);

        Assert.Equal(marked.Aggregate(1.0, (product, pair) => product * sequence.Steps[2 * pair]), sequence.Target[0], 15);
        Assert.All(sequence.Steps.Where((_, i) => i % 2 == 0), number => Assert.InRange(number, 0, 1));
    });

    [Fact]
    public void Embedded_Reber_strings_are_legal_and_their_ends_match()
    {
        var strings = Draw(All["embedded-reber"]).Select(sequence => sequence.Text!).ToArray();

        Assert.All(strings, text =>
        {
            var symbols = text.Select(symbol => ReberGrammar.Symbols.IndexOf(symbol)).ToArray();
            var legal = ReberGrammar.LegalNext(symbols.AsSpan(..^1));

            Assert.All(Enumerable.Range(0, legal.Length), i => Assert.True(((legal[i] >> symbols[i + 1]) & 1) == 1));
            Assert.Equal(text[1], text[^2]);
            Assert.Matches("^B[TP]B.*E[TP]E$", text);
        });
        Assert.Contains("BTBTXSETE", strings);
        Assert.Contains("BPBPVVEPE", strings);
        Assert.InRange(strings.Average(text => text.Length), 11.5, 12.5);
    }

    [Theory]
    [InlineData("BTBTXXVVETE", "B TP B TP SX XS TV PV E T E")]
    [InlineData("BPBPTVPSEPE", "B TP B TP TV TV PV XS E P E")]
    public void Legal_next_symbols(string text, string legal)
    {
        var symbols = text.Select(symbol => ReberGrammar.Symbols.IndexOf(symbol)).ToArray();
        var actual = ReberGrammar.LegalNext(symbols.AsSpan(..^1)).Select(bits => string.Concat(Enumerable.Range(0, 7).Where(i => ((bits >> i) & 1) == 1).Select(i => ReberGrammar.Symbols[i])));

        Assert.Equal(legal.Split(' ')[1..].Select(Sorted), actual.Select(Sorted));

        static string Sorted(string text) => string.Concat(text.Order());
    }

    [Fact]
    public void What_is_not_of_the_grammar_has_no_legal_next_symbol() => Assert.Throws<ArgumentException>(() => ReberGrammar.LegalNext([0, 1, 1]));

    [Theory]
    [InlineData("temporal-order-2", 2)]
    [InlineData("temporal-order-3", 3)]
    public void Temporal_order_is_the_class(string name, int count)
    {
        var sequences = Draw(All[name]);
        Assert.All(sequences, sequence =>
        {
            var symbols = Symbols(sequence.Steps, 8);
            var order = symbols.Where(symbol => symbol >= 6).ToArray();

            Assert.Equal(0, symbols[0]);
            Assert.Equal(1, symbols[^1]);
            Assert.Equal(count, order.Length);
            Assert.Equal(1, sequence.Target[order.Aggregate(0, (index, symbol) => (2 * index) + symbol - 6)]);
            Assert.Equal(1, sequence.Target.Sum());
            Assert.InRange(Array.FindIndex(symbols, symbol => symbol >= 6), 10, 20);
        });
        Assert.Equal(1 << count, sequences.Select(sequence => string.Join(" ", sequence.Target)).Distinct().Count());
    }

    [Fact]
    public void Long_lags()
    {
        Assert.All(Draw(All["long-lag-2a"]), sequence =>
        {
            var (inputs, targets) = (Symbols(sequence.Steps, 101), Symbols(sequence.Target, 101));

            Assert.InRange(inputs[0], 99, 100);
            Assert.Equal(inputs[0], targets[^1]);
            Assert.Equal(Enumerable.Range(0, 99), inputs[1..]);
            Assert.Equal(inputs[1..], targets[..^1]);
        });
        Assert.All(Draw(All["long-lag-2b"]), sequence =>
        {
            var (inputs, targets) = (Symbols(sequence.Steps, 101), Symbols(sequence.Target, 101));

            Assert.InRange(inputs[0], 99, 100);
            Assert.Equal(inputs[0], targets[^1]);
            Assert.All(inputs[1..], symbol => Assert.InRange(symbol, 0, 98));
            Assert.Equal(inputs[1..], targets[..^1]);
            Assert.Null(sequence.Weights);
        });
        Assert.All(
            Draw(All["long-lag-2b-last-step"]).Zip(Draw(All["long-lag-2b"])),
            pair =>
            {
                Assert.Equal(pair.Second.Steps, pair.First.Steps);
                Assert.Equal(pair.Second.Target, pair.First.Target);
                Assert.Equal([.. new double[99], 1], pair.First.Weights!);
            });
        var random = Draw(All["long-lag-2c"]);
        Assert.All(random, sequence =>
        {
            var symbols = Symbols(sequence.Steps, 24);

            Assert.Equal(20, symbols[0]);
            Assert.Equal(21, symbols[^1]);
            Assert.Equal(1, sequence.Target[symbols[1] - 22]);
            Assert.All(symbols[2..^1], symbol => Assert.InRange(symbol, 0, 19));
        });
        Assert.Equal(53, random.Min(sequence => sequence.Steps.Count / 24));
        Assert.InRange(random.Average(sequence => (sequence.Steps.Count / 24) - 53), 8.2, 9.8);
    }

    [Fact]
    public void Two_sequences()
    {
        Assert.All(Draw(All["two-sequence-a"]), sequence => Assert.All(sequence.Steps.Take(3), number => Assert.Equal(sequence.Target[0] == 1 ? 1 : -1, number)));
        var noisy = Draw(All["two-sequence-b"]);
        Assert.InRange(noisy.Average(sequence => Math.Pow(sequence.Steps[0] - (sequence.Target[0] == 1 ? 1 : -1), 2)), 0.18, 0.22);
        Assert.InRange(noisy.Average(sequence => Math.Pow(sequence.Steps[50], 2)), 0.18, 0.22);
        Assert.All(Draw(All["two-sequence-c"]), sequence => Assert.All(sequence.Steps.Take(3), number => Assert.Equal(sequence.Steps[0] > 0 ? 1 : -1, number)));
        var targets = Draw(All["two-sequence-c"]).Where(sequence => sequence.Steps[0] == 1).Select(sequence => sequence.Target[0]).ToArray();
        Assert.InRange(targets.Average(), 0.16, 0.24);
        Assert.InRange(targets.Average(target => Math.Pow(target - targets.Average(), 2)), 0.09, 0.11);
        Assert.All(Draw(All["two-sequence-c-judged"]), sequence => Assert.Equal(sequence.Steps[0] == 1 ? 0.2 : 0.8, sequence.Target[0]));
    }

    [Theory]
    [InlineData("adding", 50)]
    [InlineData("adding-halves", 51)]
    public void Adding(string name, int length)
    {
        var sequences = Draw(All[name]);
        Assert.All(sequences, sequence =>
        {
            var marked = Enumerable.Range(0, length).Where(step => sequence.Steps[(2 * step) + 1] == 1).ToArray();

            Assert.Equal(2, marked.Length);
            Assert.Equal(marked.Sum(step => sequence.Steps[2 * step]), sequence.Target[0], 15);
            Assert.True(name == "adding" || (marked[0] < 25 && marked[1] >= 25));
        });
        Assert.InRange(sequences.Average(sequence => Math.Pow(sequence.Target[0] - 1, 2)), 0.155, 0.18);
    }

    [Fact]
    public void Copy_memory() => Assert.All(Draw(All["copy-memory"]), sequence =>
    {
        var (inputs, targets) = (Symbols(sequence.Steps, 10), Symbols(sequence.Target, 9));

        Assert.Equal(50, inputs.Length);
        Assert.Equal(inputs[..10], targets[40..]);
        Assert.All(inputs[..10], symbol => Assert.InRange(symbol, 1, 8));
        Assert.Equal(39, Array.IndexOf(inputs, 9));
        Assert.Equal(0, inputs[10..39].Sum() + inputs[40..].Sum() + targets[..40].Sum());
    });

    [Fact]
    public void Elman_1990()
    {
        Assert.All(Draw(All["temporal-xor"]), sequence =>
        {
            Assert.Equal(sequence.Steps.Skip(1), sequence.Target.SkipLast(1));
            Assert.All(Enumerable.Range(0, 100), i => Assert.Equal((int)sequence.Steps[3 * i] ^ (int)sequence.Steps[(3 * i) + 1], sequence.Steps[(3 * i) + 2]));
        });
        Assert.All(Draw(All["letters"]), sequence =>
        {
            Assert.Matches("^(ba|dii|guuu)*(d|di|g|gu|guu|b)?$", sequence.Text);
            Assert.Equal(sequence.Steps.Skip(6), sequence.Target.SkipLast(6));
            Assert.All(Enumerable.Range(0, 100), i => Assert.Equal("bdg".Contains(sequence.Text![i], StringComparison.Ordinal) ? 1 : 0, sequence.Steps[6 * i]));
        });
    }

    [Fact]
    public void Parities()
    {
        Assert.All(Draw(All["parity"]), sequence => Assert.All(Enumerable.Range(1, 50), count => Assert.Equal(sequence.Steps.Take(count).Sum() % 2, sequence.Target[count - 1])));
        Assert.All(Draw(All["parity-lengths"]), sequence => Assert.Equal(sequence.Steps.Sum() % 2, sequence.Target.Single()));
    }

    [Fact]
    public void Sizes_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AddingProblem1997(19));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AddingProblem(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TemporalOrder1997(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LongTimeLag2a(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LongTimeLag2b(1, lastStep: false));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Parity(5, 6, everyStep: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CopyMemory(0));
    }

    [Fact]
    public void An_unseen_set_has_the_sequences_of_the_stream_that_are_not_in_the_other()
    {
        var task = All["embedded-reber"];
        var train = SequenceSet.Draw(task, 256, seed: 3, stream: 1);
        var texts = train.Select(sequence => sequence.Text).ToHashSet();
        var unseen = SequenceSet.Draw(task, 256, seed: 3, stream: 4, except: train).Select(sequence => sequence.Text);

        var all = SequenceSet.Draw(task, 2000, seed: 3, stream: 4).Select(sequence => sequence.Text).ToArray();
        Assert.Contains(all[..256], texts.Contains);
        Assert.Equal(all.Where(text => !texts.Contains(text)).Take(256), unseen);
    }

    [Fact]
    public void A_task_that_draws_nothing_unseen_is_refused()
    {
        var task = All["long-lag-2a"];
        var train = SequenceSet.Draw(task, 20, seed: 0, stream: 1);

        Assert.Equal(
            "Of 5000 sequences that LongTimeLag2a drew, 0 are not in the training set: expected 5.",
            Assert.Throws<InvalidDataException>(() => SequenceSet.Draw(task, 5, seed: 0, stream: 4, except: train)).Message);
    }

    private static Sequence[] Draw(SequenceTask task)
    {
        var random = new RandomState(11);
        return [.. Enumerable.Range(0, Draws).Select(_ => task.Draw(random))];
    }

    private static int[] Symbols(IReadOnlyList<double> vectors, int count) =>
        [.. Enumerable.Range(0, vectors.Count / count).Select(i => Enumerable.Range(0, count).Single(symbol => vectors[(i * count) + symbol] == 1))];
}
