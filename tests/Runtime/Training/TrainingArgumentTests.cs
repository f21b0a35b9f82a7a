using RnnGen.Training;
using Xunit;

namespace RnnGen.Tests.Training;

/// <summary>Arguments that optimizers, schedules and clipping refuse, by name and value.</summary>
public class TrainingArgumentTests
{
    private static readonly Dictionary<string, Func<double, object>> Constructors = new()
    {
        ["sgd learningRate"] = value => new Sgd(value),
        ["sgd momentum"] = value => new Sgd(0.1, momentum: value),
        ["sgd dampening"] = value => new Sgd(0.1, 0.9, dampening: value),
        ["sgd weightDecay"] = value => new Sgd(0.1, weightDecay: value),
        ["rmsprop learningRate"] = value => new RmsProp(value),
        ["rmsprop alpha"] = value => new RmsProp(alpha: value),
        ["rmsprop eps"] = value => new RmsProp(eps: value),
        ["rmsprop momentum"] = value => new RmsProp(momentum: value),
        ["rmsprop weightDecay"] = value => new RmsProp(weightDecay: value),
        ["adagrad lrDecay"] = value => new Adagrad(lrDecay: value),
        ["adagrad eps"] = value => new Adagrad(eps: value),
        ["adagrad initialAccumulatorValue"] = value => new Adagrad(initialAccumulatorValue: value),
        ["adagrad weightDecay"] = value => new Adagrad(weightDecay: value),
        ["adam beta1"] = value => new Adam(beta1: value),
        ["adam beta2"] = value => new Adam(beta2: value),
        ["adam eps"] = value => new Adam(eps: value),
        ["adam weightDecay"] = value => new Adam(weightDecay: value),
        ["adamw beta1"] = value => new AdamW(beta1: value),
        ["adamw beta2"] = value => new AdamW(beta2: value),
        ["adamw eps"] = value => new AdamW(eps: value),
        ["adamw weightDecay"] = value => new AdamW(weightDecay: value),
        ["step stepSize"] = value => new StepDecay((int)value),
        ["step gamma"] = value => new StepDecay(1, value),
        ["exponential gamma"] = value => new ExponentialDecay(value),
        ["cosine tMax"] = value => new CosineAnnealing((int)value),
        ["cosine etaMin"] = value => new CosineAnnealing(1, value),
        ["warmup epochs"] = value => new WarmUp((int)value),
        ["warmup startFactor"] = value => new WarmUp(1, startFactor: value),
        ["plateau factor"] = value => new ReduceOnPlateau(value),
        ["plateau patience"] = value => new ReduceOnPlateau(patience: (int)value),
        ["plateau threshold"] = value => new ReduceOnPlateau(threshold: value),
        ["plateau thresholdMode"] = value => new ReduceOnPlateau(thresholdMode: (PlateauThreshold)value),
        ["plateau cooldown"] = value => new ReduceOnPlateau(cooldown: (int)value),
        ["plateau minLr"] = value => new ReduceOnPlateau(minLr: value),
        ["plateau eps"] = value => new ReduceOnPlateau(eps: value),
        ["norm maxNorm"] = value => new ClipByGlobalNorm(value),
        ["parameter maxNorm"] = value => new ClipByParameterNorm(value),
        ["value clipValue"] = value => new ClipByValue(value),
    };

    [Theory]
    [InlineData("sgd learningRate", -0.1, double.NaN, double.PositiveInfinity)]
    [InlineData("sgd momentum", -0.1, double.NaN, double.PositiveInfinity)]
    [InlineData("sgd dampening", double.NaN, double.PositiveInfinity)]
    [InlineData("sgd weightDecay", -0.1, double.NaN, double.PositiveInfinity)]
    [InlineData("rmsprop learningRate", -0.1, double.NaN)]
    [InlineData("rmsprop alpha", -0.1, 1.1, double.NaN)]
    [InlineData("rmsprop eps", -1e-9, double.NaN)]
    [InlineData("rmsprop momentum", -0.1, double.NaN)]
    [InlineData("rmsprop weightDecay", -0.1, double.NaN)]
    [InlineData("adagrad lrDecay", -0.1, double.NaN)]
    [InlineData("adagrad eps", -1e-9, double.NaN)]
    [InlineData("adagrad initialAccumulatorValue", -0.1, double.NaN)]
    [InlineData("adagrad weightDecay", -0.1, double.NaN)]
    [InlineData("adam beta1", -0.1, 1.0, double.NaN)]
    [InlineData("adam beta2", -0.1, 1.0, double.NaN)]
    [InlineData("adam eps", -1e-9, double.NaN)]
    [InlineData("adam weightDecay", -0.1, double.NaN)]
    [InlineData("adamw beta1", -0.1, 1.0, double.NaN)]
    [InlineData("adamw beta2", -0.1, 1.0, double.NaN)]
    [InlineData("adamw eps", -1e-9, double.NaN)]
    [InlineData("adamw weightDecay", -0.1, double.NaN)]
    [InlineData("step stepSize", 0.0, -1.0)]
    [InlineData("step gamma", 0.0, -0.5, double.NaN, double.PositiveInfinity)]
    [InlineData("exponential gamma", 0.0, -0.5, double.NaN, double.PositiveInfinity)]
    [InlineData("cosine tMax", 0.0, -1.0)]
    [InlineData("cosine etaMin", -0.1, double.NaN)]
    [InlineData("warmup epochs", 0.0, -1.0)]
    [InlineData("warmup startFactor", 0.0, 1.1, double.NaN)]
    [InlineData("plateau factor", -0.1, 1.0, double.NaN)]
    [InlineData("plateau patience", -1.0)]
    [InlineData("plateau threshold", -0.1, double.NaN)]
    [InlineData("plateau thresholdMode", 2.0, -1.0)]
    [InlineData("plateau cooldown", -1.0)]
    [InlineData("plateau minLr", -0.1, double.NaN)]
    [InlineData("plateau eps", -0.1, double.NaN)]
    [InlineData("norm maxNorm", 0.0, -1.0, double.NaN)]
    [InlineData("parameter maxNorm", 0.0, -1.0, double.NaN)]
    [InlineData("value clipValue", 0.0, -1.0, double.NaN)]
    public void Out_of_range(string argument, params double[] values)
    {
        foreach (var value in values)
        {
            var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Constructors[argument](value));
            Assert.Equal(argument.Split(' ')[1], exception.ParamName);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.9, 0.1)]
    public void Nesterov_needs_a_momentum_and_no_dampening(double momentum, double dampening) =>
        Assert.Throws<ArgumentException>("nesterov", () => new Sgd(0.1, momentum, dampening, nesterov: true));

    [Fact]
    public void Epochs_count_from_0()
    {
        foreach (Schedule schedule in new Schedule[] { new StepDecay(1), new ExponentialDecay(0.5), new CosineAnnealing(3), new WarmUp(3) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => schedule.Start(0.1).RateAt(-1));
        }
    }
}
