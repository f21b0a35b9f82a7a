using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Numerics;

namespace RnnGen;

/// <summary>
/// What the generator makes of one spec: a network with fixed sizes, its data, and the settings of its training. The batch is the only dimension that is
/// not compiled in.
/// </summary>
public abstract class Experiment
{
    /// <summary>The experiment's name: that of its YAML file.</summary>
    public abstract string Name { get; }

    /// <summary>What the experiment is about, in the words of its spec.</summary>
    public abstract string Description { get; }

    /// <summary>The number of inputs of a step.</summary>
    public abstract int InputSize { get; }

    /// <summary>The number of steps, of the longest sequence where lengths differ.</summary>
    public abstract int SequenceLength { get; }

    /// <summary>The number of outputs.</summary>
    public abstract int OutputSize { get; }

    /// <summary>Whether there is an answer, and a target, at every step, and not only at the last one.</summary>
    public abstract bool AnswersAtEveryStep { get; }

    /// <summary>Whether sequences may be shorter than <see cref="SequenceLength"/>.</summary>
    public abstract bool HasVariableLength { get; }

    /// <summary>The weight of each output's class in the loss, [outputs], or none where each counts as one.</summary>
    public virtual IReadOnlyList<double> ClassWeights => [];

    /// <summary>The dropout masks of a step, the lowest layer first.</summary>
    public virtual IReadOnlyList<DropoutMask> DropoutMasks => [];

    /// <summary>
    /// The precision in which the network is computed. Parameters, the sums over sequences, the optimizer's state and what is recorded are of double precision
    /// always.
    /// </summary>
    public virtual Precision Precision => Precision.Float64;

    /// <summary>Whether a target is one of several classes: the loss is a cross-entropy.</summary>
    public abstract bool HasClassTargets { get; }

    /// <summary>How many terms the loss of one answer has, by which a mean divides: the outputs, or 1.</summary>
    public abstract int LossTerms { get; }

    /// <summary>How the losses of sequences and outputs become one number.</summary>
    public abstract LossReduction Reduction { get; }

    /// <summary>The parameters' names and shapes in the order of the flat buffer.</summary>
    public abstract ParameterLayout Layout { get; }

    /// <summary>The form in which the generator wrote the network's code, and why.</summary>
    public abstract string Plan { get; }

    /// <summary>The resolved spec as JSON. Comments and layout of the YAML leave no trace in it.</summary>
    public abstract string Spec { get; }

    /// <summary>What a run may override: seed, initialization, training.</summary>
    public abstract ExperimentSettings Settings { get; }

    /// <summary>What it is called in the legend of a figure of several experiments.</summary>
    public virtual string Legend => Name;

    /// <summary>What was published for the task, if anything.</summary>
    public virtual IReadOnlyList<PublishedResult> Published => [];

    /// <summary>The symbols in which texts are written; null where there are none.</summary>
    public virtual Alphabet? Alphabet => null;

    /// <summary>
    /// What leads from the units of the data's file to those of the network, and back: of a series, whose file is read for it. Null where the network
    /// has the units of its data. A product that brings the weights along and not the data takes it from their file:
    /// <see cref="Data.Normalization.FromArrays"/>.
    /// </summary>
    public virtual Normalization? Normalization => null;

    /// <summary>The training set.</summary>
    public abstract IReadOnlyList<Sequence> Train { get; }

    /// <summary>The test set, possibly empty.</summary>
    public abstract IReadOnlyList<Sequence> Test { get; }

    /// <summary>
    /// The synthetic task that a stream of sequences is drawn from; null where there is none. Each time a new object, so that trainings
    /// side by side do not share one.
    /// </summary>
    public virtual SequenceTask? Task => null;

    /// <summary>
    /// Whether an answer depends on no later step, and so <see cref="Evaluation.Predictor"/> has it as soon as its step is
    /// there: every layer reads forward.
    /// </summary>
    public bool IsCausal => GetStepKernels<ScalarLane>() is not null;

    /// <summary>The generated code for a register width.</summary>
    protected internal abstract Kernels<TLane> GetKernels<TLane>()
        where TLane : unmanaged, ILane<TLane>;

    /// <summary>
    /// The generated code of one step by itself, which <see cref="Evaluation.Predictor"/> calls: it has no backward pass, and its carried states are
    /// those of all layers. Null where a layer reads backward.
    /// </summary>
    protected internal virtual Kernels<TLane>? GetStepKernels<TLane>()
        where TLane : unmanaged, ILane<TLane> => null;
}
