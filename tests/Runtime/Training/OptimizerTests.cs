using RnnGen.Training;
using Xunit;

namespace RnnGen.Tests.Training;

/// <summary>What optimizers promise beside PyTorch's numbers.</summary>
public class OptimizerTests
{
    public static TheoryData<string> Headlines => PytorchRecord.Headlines("optimizer");

    [Fact]
    public void Plain_descent_rounds_product_and_difference_separately()
    {
        double[] parameters = [.. CoupledWells.Start()];
        double[] expected = [.. parameters];
        var gradient = new double[parameters.Length];
        var state = new Sgd(0.1).Start(CoupledWells.Layout());
        for (var step = 0; step < 100; step++)
        {
            CoupledWells.Gradient(parameters, gradient);
            for (var i = 0; i < expected.Length; i++)
            {
                var product = 0.1 * gradient[i];
                expected[i] -= product;
            }

            state.Step(parameters, gradient, 0.1);
            Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), parameters.Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Fact]
    public void Plain_descent_treats_every_number_alike_however_many_there_are()
    {
        double[] values = [1.5, -0.0, double.PositiveInfinity, 1e-310, -3, double.MaxValue, 0.1, 0.0, -7e200];
        double[] gradients = [0.3, 0.0, 2, -1e-310, double.NegativeInfinity, -1e300, 1.0 / 3, -0.0, 5];
        for (var length = 1; length <= values.Length; length++)
        {
            var parameters = values[..length];
            new Sgd(0.7).Start(new ParameterLayout(new ParameterInfo("p", length))).Step(parameters, gradients.AsSpan(0, length), 0.7);

            Assert.Equal(values.Zip(gradients).Take(length).Select(pair => BitConverter.DoubleToInt64Bits(pair.First - (0.7 * pair.Second))), parameters.Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Fact]
    public void No_decay_means_that_an_infinite_parameter_does_not_spoil_the_gradient()
    {
        double[] parameters = [double.PositiveInfinity];
        foreach (var optimizer in new Optimizer[] { new Sgd(0.1, 0.9), new RmsProp(), new Adagrad(), new Adam() })
        {
            optimizer.Start(new ParameterLayout(new ParameterInfo("p", 1))).Step(parameters, [1], optimizer.LearningRate);
            Assert.Equal(double.PositiveInfinity, parameters[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Headlines))]
    public void One_description_serves_many_trainings(string headline)
    {
        var optimizer = RecordedOptimizers.Create(PytorchRecord.Below(headline));
        Assert.Equal(Train(optimizer), Train(optimizer));
    }

    [Theory]
    [MemberData(nameof(Headlines))]
    public void A_step_depends_on_no_other_parameter(string headline)
    {
        var optimizer = RecordedOptimizers.Create(PytorchRecord.Below(headline));
        var layout = new ParameterLayout(new ParameterInfo("p", 1));
        double[] gradient = [0.5, -1, 2, 0, 1e-9, 30, -4];
        var together = CoupledWells.Start();
        var apart = CoupledWells.Start();
        var state = optimizer.Start(CoupledWells.Layout());
        var states = gradient.Select(_ => optimizer.Start(layout)).ToArray();
        for (var step = 0; step < 5; step++)
        {
            state.Step(together, gradient, 0.1);
            for (var i = 0; i < states.Length; i++)
            {
                states[i].Step(apart.AsSpan(i, 1), gradient.AsSpan(i, 1), 0.1);
            }
        }

        Assert.Equal(together, apart);
    }

    [Theory]
    [MemberData(nameof(Headlines))]
    public void A_step_allocates_nothing(string headline)
    {
        var optimizer = RecordedOptimizers.Create(PytorchRecord.Below(headline));
        var state = optimizer.Start(CoupledWells.Layout());
        var parameters = CoupledWells.Start();
        var gradient = new double[parameters.Length];
        state.Step(parameters, gradient, 0.1);
        Assert.Equal(0, AllocatedBy(() => state.Step(parameters, gradient, 0.1)));
    }

    [Theory]
    [MemberData(nameof(Headlines))]
    public void A_buffer_of_another_length_is_refused(string headline)
    {
        var state = RecordedOptimizers.Create(PytorchRecord.Below(headline)).Start(CoupledWells.Layout());
        Assert.Throws<ArgumentOutOfRangeException>(() => state.Step(new double[6], new double[7], 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => state.Step(new double[7], new double[8], 0.1));
    }

    internal static long AllocatedBy(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double[] Train(Optimizer optimizer)
    {
        var state = optimizer.Start(CoupledWells.Layout());
        var parameters = CoupledWells.Start();
        var gradient = new double[parameters.Length];
        for (var step = 0; step < 10; step++)
        {
            CoupledWells.Gradient(parameters, gradient);
            state.Step(parameters, gradient, optimizer.LearningRate);
        }

        return parameters;
    }
}
