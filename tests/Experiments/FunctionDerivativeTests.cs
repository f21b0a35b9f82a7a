using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Generator.Equations;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Every function of the equations, one by one: the derivative is that of differences at arguments of any magnitude and sign for which the function is defined.</summary>
public class FunctionDerivativeTests
{
    private const int Units = 4;

    private const int Draws = 100;

    // Of arguments that are smaller than 1 it is in proportion smaller. All arguments are multiples of 2^-24, so that steps from them are exact.
    private const double Step = 1.0 / 128;

    // What is smaller comes from subnormal numbers, of which few digits are left.
    private const double SmallestDerivative = 1e-300;

    private const double SmallestArgument = 1.0 / 256;

    // A difference steps over no kink: not over those of the functions themselves, nor to where another unit is as large.
    private const double LeastDistance = 1.0 / 64;

    private static readonly double[] Kinks = [-3, -1, 1, 3];

    private static readonly Lazy<IReadOnlyDictionary<string, Experiment>> Compiled = new(() => CompiledSpecs.Load(Functions.Select(Spec)));

    public static TheoryData<string> Names { get; } = [.. Functions];

    private static IEnumerable<string> Functions => Function.All.Keys.Concat(Calls.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_derivative_is_that_of_differences(string function)
    {
        var experiment = Compiled.Value[NameOf(function)];
        var random = new Random(1);
        var outputs = experiment.OutputSize;

        // The error of an output that is less than its target is the output's negative and a constant.
        using var evaluator = Evaluator.Create(experiment, [new Sequence([0], [.. Enumerable.Repeat(1e300, outputs)])]);
        var parameters = new ParameterBuffer(experiment.Layout);
        var weights = parameters["output.Who"];
        for (var i = 0; i < outputs; i++)
        {
            weights[(i * outputs) + i] = Math.ScaleB(1, i);
        }

        var values = parameters.Values;
        var (gradient, plus, minus) = (new double[values.Length], new double[outputs], new double[outputs]);
        for (var draw = 0; draw < Draws; draw++)
        {
            var arguments = Arguments(function, values.Length - weights.Length, random);
            arguments.CopyTo(values, 0);
            evaluator.Gradient(values, gradient);
            for (var i = 0; i < arguments.Length; i++)
            {
                var step = Math.ScaleB(Step, Math.Min(0, Math.ILogB(arguments[i])));
                var (wide, scale) = CentralDifference(i, step);
                var (narrow, _) = CentralDifference(i, step / 2);
                var expected = function == "stop_gradient" ? 0 : ((4 * narrow) - wide) / 3;

                Assert.True(
                    Math.Abs(expected + gradient[i]) <= (1e-7 * Math.Abs(expected)) + (4e-15 * scale / step) + SmallestDerivative,
                    $"the derivative of {CallOf(function)} for {arguments[i]:R}, unit {i} of {string.Join(", ", arguments)}, is {-gradient[i]:R}, and that of differences {expected:R}");
            }
        }

        // The sum over the outputs, and the largest number that was rounded.
        (double Difference, double Scale) CentralDifference(int i, double step)
        {
            var value = values[i];
            values[i] = value + step;
            evaluator.Predict(values, plus);
            values[i] = value - step;
            evaluator.Predict(values, minus);
            values[i] = value;
            var difference = plus.Zip(minus, (left, right) => (left - right) / (2 * step)).Sum();
            var own = Math.Max(Math.Abs(plus[i % outputs]), Math.Abs(minus[i % outputs]));
            return (difference, function switch
            {
                // One plus an error function that may be nearly -1.
                "gelu" => Math.Max(own, Math.Abs(value) * Math.ScaleB(1, i)),
                _ when Function.All.ContainsKey(function) => own,
                _ => values.Concat(plus).Max(Math.Abs) * Math.ScaleB(1, outputs),
            });
        }
    }

    private static double[] Arguments(string function, int count, Random random)
    {
        // The exponential of larger ones overflows; others are defined, sine and cosine up to 2^20.
        var largest = random.NextDouble() * (function is "exp" or "expm1" ? 9 : 19);
        var smallest = Math.Log2(SmallestArgument);
        var taken = new List<double>(Kinks);
        while (taken.Count < Kinks.Length + count)
        {
            var magnitude = Math.Pow(2, smallest + (random.NextDouble() * (largest - smallest)));
            var isPositive = function is "log" or "sqrt" || random.Next(2) == 0;
            var argument = Math.ScaleB(Math.Round(Math.ScaleB(isPositive ? magnitude : -magnitude, 24)), -24);
            if (taken.TrueForAll(other => Math.Abs(argument - other) >= LeastDistance))
            {
                taken.Add(argument);
            }
        }

        return [.. taken.Skip(Kinks.Length)];
    }

    // Of p, and of q where there are two arguments; x is zero.
    private static string CallOf(string function) => function switch
    {
        "sum" or "mean" or "max" or "softmax" or "log_sum_exp" or "stop_gradient" => $"{function}(p + x)",
        "maximum" or "minimum" => $"{function}(p + x, q)",
        "repeat" => "repeat(p + x, 2)",
        _ when Function.All.ContainsKey(function) => $"{function}(p + x)",
        _ => throw new ArgumentException($"There is no call of '{function}' here whose derivative would be checked.", nameof(function)),
    };

    private static int WidthOf(string function) => function switch
    {
        "sum" or "mean" or "max" or "log_sum_exp" => 1,
        "repeat" => 2 * Units,
        _ => Units,
    };

    private static SpecText Spec(string function) => new(NameOf(function) + ".yaml", $$"""
        seed: 1
        model:
          input_size: 1
          sequence_length: 1
          layers:
            - size: {{Units}}
              cell:
                parameters:
                  p: [size]{{(CallOf(function).EndsWith(", q)", StringComparison.Ordinal) ? "\n          q: [size]" : "")}}
                step: y = {{CallOf(function)}}
                output: y
          output: { size: {{WidthOf(function)}} }
        loss: { name: mae, reduce: sum }
        initialization: { default: { name: zeros } }
        data:
          train:
            - { x: [[0]], y: [{{string.Join(", ", Enumerable.Repeat("0", WidthOf(function)))}}] }
        training: { epochs: 1, optimizer: { name: sgd, learning_rate: 0.1 } }
        """);

    private static string NameOf(string function) => "derivative-of-" + function.Replace('_', '-');
}
