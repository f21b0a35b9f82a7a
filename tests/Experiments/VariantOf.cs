using System.Reflection;
using RnnGen.Data;
using RnnGen.Evaluation;

namespace RnnGen.SpecTests;

/// <summary>An experiment with other data: the network of one, sets or a task of the test's own.</summary>
internal sealed class VariantOf(Experiment experiment, IReadOnlyList<Sequence>? train = null, SequenceTask? task = null, IReadOnlyList<Sequence>? test = null) : Experiment
{
    public override string Name => experiment.Name;

    public override string Description => experiment.Description;

    public override int InputSize => experiment.InputSize;

    public override int SequenceLength => experiment.SequenceLength;

    public override int OutputSize => experiment.OutputSize;

    public override bool AnswersAtEveryStep => experiment.AnswersAtEveryStep;

    public override bool HasVariableLength => experiment.HasVariableLength;

    public override IReadOnlyList<double> ClassWeights => experiment.ClassWeights;

    public override IReadOnlyList<DropoutMask> DropoutMasks => experiment.DropoutMasks;

    public override bool HasClassTargets => experiment.HasClassTargets;

    public override int LossTerms => experiment.LossTerms;

    public override LossReduction Reduction => Reduced ?? experiment.Reduction;

    /// <summary>How losses are put together, where that is not the experiment's way.</summary>
    public LossReduction? Reduced { get; init; }

    public override ParameterLayout Layout => experiment.Layout;

    public override string Plan => experiment.Plan;

    public override string Spec => experiment.Spec;

    public override ExperimentSettings Settings => experiment.Settings;

    public override Alphabet? Alphabet => experiment.Alphabet;

    public override Normalization? Normalization => experiment.Normalization;

    public override IReadOnlyList<Sequence> Train => train ?? [];

    public override IReadOnlyList<Sequence> Test => test ?? [];

    public override SequenceTask? Task => task;

    protected override Kernels<TLane> GetKernels<TLane>() => (Kernels<TLane>)typeof(Experiment)
        .GetMethod(nameof(GetKernels), BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(typeof(TLane)).Invoke(experiment, null)!;
}
