using RnnGen.Data;
using RnnGen.Randomness;

namespace RnnGen.SpecTests;

/// <summary>A task that draws rows of an experiment's training set.</summary>
internal class RowTask(Experiment experiment) : SequenceTask
{
    public override int InputSize => experiment.InputSize;

    public override int OutputSize => experiment.OutputSize;

    public override int MaximalLength => experiment.SequenceLength;

    public override bool HasVariableLength => experiment.HasVariableLength;

    public override bool HasTargetAtEveryStep => experiment.AnswersAtEveryStep;

    public override Sequence Draw(RandomState random) => experiment.Train[(int)random.Randint(0, experiment.Train.Count)];
}
