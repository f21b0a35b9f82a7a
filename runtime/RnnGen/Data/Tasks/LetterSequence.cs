using RnnGen.Randomness;

namespace RnnGen.Data.Tasks;

/// <summary>
/// The letter sequence of Elman 1990, "Finding structure in time": random consonants b, d, g, each followed by its vowels, ba, dii, guuu, as vectors
/// of six features; at every step the next letter's vector is to be predicted. Vowels can be, and of a consonant only that it is one.
/// </summary>
/// <remarks>The features are consonant, vowel, interrupted, high, back, voiced, as in the paper's Table 1.</remarks>
/// <param name="length">The steps.</param>
public sealed class LetterSequence(int length) : SequenceTask
{
    private static readonly string[] Words = ["ba", "dii", "guuu"];

    private static readonly Dictionary<char, double[]> Features = new()
    {
        ['b'] = [1, 0, 1, 0, 0, 1],
        ['d'] = [1, 0, 1, 1, 0, 1],
        ['g'] = [1, 0, 1, 0, 1, 1],
        ['a'] = [0, 1, 0, 0, 1, 1],
        ['i'] = [0, 1, 0, 1, 0, 1],
        ['u'] = [0, 1, 0, 1, 1, 1],
    };

    private readonly int _length = TaskArgument.AtLeast(length, 1);

    /// <inheritdoc/>
    public override int InputSize => 6;

    /// <inheritdoc/>
    public override int OutputSize => 6;

    /// <inheritdoc/>
    public override int MaximalLength => _length;

    /// <inheritdoc/>
    public override bool HasVariableLength => false;

    /// <inheritdoc/>
    public override bool HasTargetAtEveryStep => true;

    /// <inheritdoc/>
    public override Sequence Draw(RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var letters = new List<char>();
        while (letters.Count <= _length)
        {
            letters.AddRange(Words[random.Randint(0, Words.Length)]);
        }

        var vectors = letters.Take(_length + 1).SelectMany(letter => Features[letter]).ToArray();
        return new Sequence(vectors[..^6], vectors[6..], string.Concat(letters.Take(_length)));
    }
}
