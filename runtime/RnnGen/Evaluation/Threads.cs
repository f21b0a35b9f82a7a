using System.Globalization;

namespace RnnGen.Evaluation;

/// <summary>How many threads this process computes with.</summary>
public static class Threads
{
    /// <summary>The environment variable that says what <see cref="Most"/> is at first.</summary>
    public const string CountVariable = "RNNGEN_THREADS";

    private static int _most;

    /// <summary>
    /// How many threads share the work of one evaluator that is made from now on, at most, where it is not told: at first what
    /// <see cref="CountVariable"/> says, and otherwise the number of processors. Little work is shared among fewer. PyTorch's
    /// <c>torch.set_num_threads</c>; no bit of any result depends on it.
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="CountVariable"/> is set to something else than a whole number from 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 1.</exception>
    public static int Most
    {
        get => _most > 0 ? _most : _most = Choose(Environment.GetEnvironmentVariable(CountVariable));
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _most = value;
        }
    }

    /// <summary>The number of threads that a value of <see cref="CountVariable"/> asks for.</summary>
    /// <param name="value">The value; null or empty stands for the number of processors.</param>
    /// <exception cref="InvalidOperationException">The value is not a whole number from 1.</exception>
    public static int Choose(string? value) =>
        string.IsNullOrEmpty(value) ? Environment.ProcessorCount
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count
        : throw new InvalidOperationException($"{CountVariable} is '{value}'; expected a whole number from 1, or nothing for the number of processors.");
}
