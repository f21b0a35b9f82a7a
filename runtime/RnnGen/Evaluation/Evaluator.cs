using RnnGen.Data;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>Computes loss, gradient and predictions of a network over a fixed set of sequences. It allocates when it is made, and never again.
/// It works in that memory: one thread at a time.</summary>
public abstract class Evaluator : IDisposable
{
    /// <summary>Prepares a network for a set of sequences.</summary>
    /// <param name="experiment">The network.</param>
    /// <param name="sequences">The sequences; at least one.</param>
    /// <param name="width">The register width, by default the widest that the machine accelerates. No bit of any result depends on it.</param>
    /// <exception cref="ArgumentException">There is no sequence, or one does not have the network's sizes.</exception>
    public static Evaluator Create(Experiment experiment, IReadOnlyList<Sequence> sequences, LaneWidth? width = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(sequences);
        return (width ?? Lanes.Width) switch
        {
            LaneWidth.Bits512 => new Evaluator<Lane512>(experiment, sequences),
            LaneWidth.Bits256 => new Evaluator<Lane256>(experiment, sequences),
            LaneWidth.Bits128 => new Evaluator<Lane128>(experiment, sequences),
            _ => new Evaluator<ScalarLane>(experiment, sequences),
        };
    }

    /// <summary>The number of sequences.</summary>
    public abstract int Count { get; }

    /// <summary>The loss at some parameters.</summary>
    public abstract double Loss(ReadOnlySpan<double> parameters);

    /// <summary>The loss at some parameters, and its derivative with respect to each.</summary>
    /// <param name="parameters">The parameters in the order of the layout.</param>
    /// <param name="gradient">Receives the derivative, in the same order.</param>
    public abstract double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient);

    /// <summary>The predictions at some parameters.</summary>
    /// <param name="parameters">The parameters in the order of the layout.</param>
    /// <param name="predictions">Receives the predictions: [sequences, outputs], row-major.</param>
    public abstract void Predict(ReadOnlySpan<double> parameters, Span<double> predictions);

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory.</summary>
    protected abstract void Dispose(bool disposing);
}
