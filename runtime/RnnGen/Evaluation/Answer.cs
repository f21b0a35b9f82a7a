namespace RnnGen.Evaluation;

/// <summary>One prediction beside its target: of a sequence, or of one of its steps where the network answers at every step.</summary>
/// <param name="Sequence">The index of the sequence.</param>
/// <param name="Step">The step, from 0: the last real one where there is one answer.</param>
/// <param name="Prediction">The prediction: [outputs].</param>
/// <param name="Target">The target: [outputs].</param>
/// <param name="Weight">Its weight in the loss.</param>
/// <param name="IsClass">Whether the target is one of several classes.</param>
public readonly record struct Answer(int Sequence, int Step, ReadOnlyMemory<double> Prediction, ReadOnlyMemory<double> Target, double Weight, bool IsClass);
