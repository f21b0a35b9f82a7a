using RnnGen.Data;
using RnnGen.Training;
using Xunit;

namespace RnnGen.Tests.Training;

/// <summary>When a stream counts as learnt.</summary>
public class WithinToleranceTests
{
    [Fact]
    public void All_of_the_last_sequences_are_within_the_tolerance_and_the_bound_itself_is_too_much()
    {
        var state = new WithinTolerance(0.25, window: 3).Start();
        var sequence = new Sequence([0], [1, 0]);

        Assert.False(state.Observe(sequence, [1.125, 0.125]));
        Assert.False(state.Observe(sequence, [0.875, 0]));
        Assert.True(state.Observe(sequence, [1, -0.125]));
        Assert.True(state.Observe(sequence, [1, 0]));
        Assert.False(state.Observe(sequence, [1, 0.25]));
        Assert.False(state.Observe(sequence, [1, 0]));
        Assert.False(state.Observe(sequence, [1, 0]));
        Assert.True(state.Observe(sequence, [1, 0]));
        Assert.False(state.Observe(sequence, [1, double.NaN]));
    }

    [Fact]
    public void A_few_of_the_last_sequences_may_be_off_by_more()
    {
        var state = new WithinTolerance(0.25, window: 3, misses: 1).Start();
        var sequence = new Sequence([0], [1]);

        Assert.False(state.Observe(sequence, [1]));
        Assert.False(state.Observe(sequence, [0]));
        Assert.True(state.Observe(sequence, [1]));
        Assert.False(state.Observe(sequence, [double.NaN]));
        Assert.True(state.Observe(sequence, [1]));
        Assert.True(state.Observe(sequence, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WithinTolerance(0.25, window: 3, misses: -1));
    }

    [Fact]
    public void Steps_of_weight_0_have_no_target_and_others_count_alike()
    {
        // Three steps of two outputs; whatever stands at the second is not looked at.
        var sequence = new Sequence([0, 0, 0], [1, 0, 9, 9, 0, 1], Weights: [1, 0, 0.01]);
        var state = new WithinTolerance(0.25, window: 2).Start();

        Assert.False(state.Observe(sequence, [1, 0, -5, double.NaN, 0, 1]));
        Assert.True(state.Observe(sequence, [1, 0.125, 0, 0, 0.125, 1]));
        Assert.False(state.Observe(sequence, [1, 0, 9, 9, 0, 0.75]));
        Assert.False(state.Observe(sequence with { Weights = null }, [1, 0, 9, 9.25, 0, 1]));
        Assert.False(state.Observe(sequence with { Weights = null }, [1, 0, 9, 9, 0, 1]));
        Assert.True(state.Observe(sequence with { Weights = null }, [1, 0, 9, 9, 0, 1]));
    }

    [Fact]
    public void The_mean_error_is_that_of_the_targets_that_count_in_the_window()
    {
        // Errors of 4 and of 2 numbers: their mean is that of six numbers, and not of two means.
        var whole = new Sequence([0, 0], [0, 0, 0, 0]);
        var half = whole with { Weights = [0, 1] };
        double[] off = [0.125, 0.125, 0.125, 0.125];
        double[] right = [0.125, 0.125, 0, 0];

        // 4 * 0.125 / 6 = 0.0833; the mean of both means were 0.0625.
        Assert.True(Last(0.084));
        Assert.False(Last(0.0833));

        // What has left the window counts no longer.
        var state = new WithinTolerance(0.25, window: 1, meanError: 0.1).Start();
        Assert.False(state.Observe(whole, off));
        Assert.True(state.Observe(half, right));

        bool Last(double meanError)
        {
            var state = new WithinTolerance(0.25, window: 2, meanError).Start();
            Assert.False(state.Observe(whole, off));
            return state.Observe(half, right);
        }
    }

    [Fact]
    public void Every_training_starts_anew()
    {
        var criterion = new WithinTolerance(0.25, window: 2);
        var sequence = new Sequence([0], [0]);

        Assert.False(criterion.Start().Observe(sequence, [0]));
        Assert.False(criterion.Start().Observe(sequence, [0]));
    }
}
