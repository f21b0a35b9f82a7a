using RnnGen.Training;
using Xunit;

namespace RnnGen.Tests.Training;

/// <summary>Schedules where a recording would say little.</summary>
public class ScheduleTests
{
    [Fact]
    public void A_constant_rate_stays() => Assert.Equal(0.1, new ConstantRate().RateAt(1_000_000, 0.1));

    [Fact]
    public void A_late_epoch_costs_no_more_than_an_early_one()
    {
        Assert.Equal(0, new ExponentialDecay(0.9).RateAt(int.MaxValue, 0.1));
        Assert.Equal(0.1, new ExponentialDecay(1).RateAt(int.MaxValue, 0.1));
        Assert.Equal(0.1 * Math.Pow(0.999, 3000), new ExponentialDecay(0.999).RateAt(3000, 0.1), 1e-15);
        Assert.InRange(new CosineAnnealing(int.MaxValue).RateAt(int.MaxValue - 1, 0.1), 0, 1e-15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(37)]
    public void A_cosine_meets_its_start_and_its_minimum_exactly(int tMax)
    {
        var cosine = new CosineAnnealing(tMax, 0.01);
        Assert.Equal([0.5, 0.01, 0.5, 0.01], new[] { 0, tMax, 2 * tMax, 3 * tMax }.Select(epoch => cosine.RateAt(epoch, 0.5)));
        Assert.Equal(
            Enumerable.Range(0, tMax + 1).Select(epoch => cosine.RateAt(epoch, 0.5)),
            Enumerable.Range(0, tMax + 1).Select(epoch => cosine.RateAt((2 * tMax) - epoch, 0.5)));
    }

    [Fact]
    public void A_cosine_is_the_cosine()
    {
        for (var tMax = 1; tMax <= 100; tMax++)
        {
            var cosine = new CosineAnnealing(tMax);
            for (var epoch = 0; epoch <= 3 * tMax; epoch++)
            {
                Assert.Equal(1 + Math.Cos(Math.PI * epoch / tMax), cosine.RateAt(epoch, 2), 3e-15);
            }
        }
    }

    [Fact]
    public void Warming_up_hides_its_losses_from_the_plateau()
    {
        var schedule = new WarmUp(3, new ReduceOnPlateau(factor: 0.5, patience: 0), startFactor: 0.25).Start(0.4);
        var rates = new List<double>();
        foreach (var loss in new[] { 0.1, 0.1, 0.1, 5, 4, 4, 3 })
        {
            rates.Add(schedule.RateAt(rates.Count));
            schedule.Observe(rates.Count - 1, loss);
        }

        Assert.Equal([0.1, 0.2, 0.30000000000000004, 0.4, 0.4, 0.4, 0.2], rates);
    }

    [Fact]
    public void A_plateau_is_told_apart_between_trainings()
    {
        var schedule = new ReduceOnPlateau(patience: 0);
        var first = schedule.Start(0.1);
        first.Observe(0, 1);
        first.Observe(1, 1);
        Assert.Equal(0.1, schedule.Start(0.1).RateAt(0));
        Assert.NotEqual(0.1, first.RateAt(2));
    }

    [Fact]
    public void A_schedule_allocates_nothing()
    {
        var epoch = 0;
        foreach (var schedule in new Schedule[]
        {
            new ConstantRate(),
            new StepDecay(2),
            new ExponentialDecay(0.9),
            new CosineAnnealing(9),
            new WarmUp(2, new CosineAnnealing(9)),
            new ReduceOnPlateau(patience: 0),
        })
        {
            var state = schedule.Start(0.1);
            Assert.Equal(0, OptimizerTests.AllocatedBy(() => state.Observe(epoch, state.RateAt(epoch++))));
        }
    }
}
