using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>
/// Predicts with trained parameters: step by step, one sequence or several side by side, or whole sequences. It keeps the state between steps, so
/// that a sequence may be as long as it likes and an answer is there as soon as its step is. It allocates when it is made, and never again; it works
/// in that memory: one thread at a time.
/// </summary>
/// <remarks>
/// Predictions have the bits of those of <see cref="Evaluator.Predict"/>: each unit adds up the same products in the same order. Of a zero the sign
/// may be another one where a state is still zero after the first step. Dropout is for training alone.
/// </remarks>
public abstract class Predictor : IDisposable
{
    /// <summary>Prepares a network.</summary>
    /// <param name="experiment">The network.</param>
    /// <param name="parameters">Its parameters in the order of the layout. Their values are copied.</param>
    /// <param name="sequences">How many sequences go side by side.</param>
    /// <param name="width">The register width, by default the widest that the machine accelerates. No bit of any result depends on it.</param>
    /// <param name="precision">The precision of the computation, by default the experiment's.</param>
    /// <exception cref="NotSupportedException">
    /// A layer reads backward, and so there is no answer before a sequence's end: <see cref="Predictions.Of"/> predicts whole sequences.
    /// </exception>
    public static Predictor Create(
        Experiment experiment,
        ReadOnlySpan<double> parameters,
        int sequences = 1,
        LaneWidth? width = null,
        Precision? precision = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequences, 1);

        // One sequence has no neighbours to share a register with: its kernels take its units side by side.
        return (precision ?? experiment.Precision, sequences == 1 ? LaneWidth.Bits64 : width ?? Lanes.Width) switch
        {
            (Precision.Float32, LaneWidth.Bits512) => new Predictor<Lane512Single>(experiment, parameters, sequences),
            (Precision.Float32, LaneWidth.Bits256) => new Predictor<Lane256Single>(experiment, parameters, sequences),
            (Precision.Float32, LaneWidth.Bits128) => new Predictor<Lane128Single>(experiment, parameters, sequences),
            (Precision.Float32, _) => new Predictor<ScalarLaneSingle>(experiment, parameters, sequences),
            (_, LaneWidth.Bits512) => new Predictor<Lane512>(experiment, parameters, sequences),
            (_, LaneWidth.Bits256) => new Predictor<Lane256>(experiment, parameters, sequences),
            (_, LaneWidth.Bits128) => new Predictor<Lane128>(experiment, parameters, sequences),
            _ => new Predictor<ScalarLane>(experiment, parameters, sequences),
        };
    }

    /// <summary>The number of sequences side by side.</summary>
    public abstract int Sequences { get; }

    /// <summary>Goes back to before the first step.</summary>
    public abstract void Reset();

    /// <summary>Goes one step on in every sequence.</summary>
    /// <param name="inputs">The step's inputs: [sequences, inputs], row-major.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is another one.</exception>
    public abstract void Advance(ReadOnlySpan<double> inputs);

    /// <summary>Tells what the network answers after the last step.</summary>
    /// <param name="answers">Receives the answers: [sequences, outputs], row-major.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is another one.</exception>
    /// <exception cref="InvalidOperationException">There has been no step.</exception>
    public abstract void Answer(Span<double> answers);

    /// <summary>Goes one step on in every sequence, and tells what the network answers after it.</summary>
    /// <param name="inputs">The step's inputs: [sequences, inputs], row-major.</param>
    /// <param name="answers">Receives the answers: [sequences, outputs], row-major.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is another one.</exception>
    public void Advance(ReadOnlySpan<double> inputs, Span<double> answers)
    {
        Advance(inputs);
        Answer(answers);
    }

    /// <summary>
    /// Predicts whole sequences of one length, any number of them: as many at a time as go side by side, each from its first step. Where the network
    /// answers at the last step, only those answers are computed. It leaves what went on step by step: the next step afterwards is the first.
    /// </summary>
    /// <param name="steps">The length of the sequences.</param>
    /// <param name="inputs">The sequences: [sequences, steps, inputs], row-major.</param>
    /// <param name="answers">
    /// Receives the answers: [sequences, outputs], or [sequences, steps, outputs] where the network answers at every step, row-major.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There is not one step, or the lengths do not belong to one number of sequences.</exception>
    public abstract void Predict(int steps, ReadOnlySpan<double> inputs, Span<double> answers);

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory.</summary>
    protected abstract void Dispose(bool disposing);
}
