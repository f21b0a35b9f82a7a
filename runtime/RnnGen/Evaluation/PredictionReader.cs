using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>Reads predictions out of the lanes of a block's values.</summary>
internal sealed unsafe class PredictionReader<TLane>(Experiment experiment, Kernels<TLane> kernels, Batch<TLane> batch)
    where TLane : unmanaged, ILane<TLane>
{
    private readonly int _answers = experiment.AnswersAtEveryStep ? experiment.SequenceLength : 1;
    private readonly int _outputs = experiment.OutputSize;

    /// <summary>Writes those of a block's sequences among the predictions of all of the batch, zeros behind a sequence's end.</summary>
    /// <param name="chunk">The block's chunk.</param>
    /// <param name="block">The block.</param>
    /// <param name="values">The values of the block's first column.</param>
    /// <param name="predictions">Room for [sequences, answers, outputs].</param>
    public void Read(int chunk, in Block block, TLane* values, double* predictions)
    {
        for (var column = 0; column < block.Columns; column++, values += kernels.ValuesLength)
        {
            var first = Batch<TLane>.SequenceAt(chunk, block.FirstPanel + column, block.Group);
            for (var lane = 0; lane < TLane.Count && first + lane < batch.Count; lane++)
            {
                var numbers = new Numbers<TLane>(values + kernels.AnswerOffset) + lane;
                Read(numbers, batch.LengthOf(first + lane), predictions + ((first + lane) * (long)_answers * _outputs));
            }
        }
    }

    private void Read(Numbers<TLane> numbers, int length, double* target)
    {
        for (var answer = 0; answer < _answers; answer++)
        {
            var step = experiment.AnswersAtEveryStep ? answer : length - 1;
            for (var j = 0; j < _outputs; j++)
            {
                *target++ = step < length ? numbers.Get(((step * kernels.ValueStride) + j) * TLane.Count) : 0;
            }
        }
    }
}
