using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using RnnGen.Evaluation;
using RnnGen.Numerics;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>
/// The JIT itself says which calls it leaves in a method. Where its budget for inlining is used up, every further operation on lanes is one of them, and the method many
/// times slower.
/// </summary>
/// <remarks>What it says is of the whole process, in which nothing else runs meanwhile.</remarks>
[Collection("Jit")]
public class JitInliningTests
{
    [Theory]
    [InlineData("elman", 2, 4)]
    [InlineData("elman", 64, 3)]
    [InlineData("gru", 4, 3)]
    [InlineData("lstm", 1, 40)]
    [InlineData("lstm", 16, 3)]
    [InlineData("lstm", 24, 3, "units: spelled_out")]
    [InlineData("lstm-layernorm", 5, 3, "form: looped")]
    [InlineData("lstm-peephole", 33, 2)]
    public void No_operation_on_lanes_is_left_as_a_call(string cell, int size, int steps, string plan = "form: unrolled")
    {
        using var listener = new InliningListener();
        Compute(cell, size, steps, plan);

        Assert.True(listener.CallsLeft.IsEmpty, string.Join("\n", listener.CallsLeft.Keys.Order()));
    }

    [Fact]
    public void A_call_that_is_left_is_seen()
    {
        using var listener = new InliningListener();
        listener.Inlinees = ["RnnGen.Numerics.Elementary"];
        Compute("elman", 3, 2, "form: unrolled");

        Assert.NotEmpty(listener.CallsLeft);
    }

    // Often enough for the JIT to compile everything a last time: 30 calls, and a tenth of a second in which nothing new is called.
    private static void Compute(string cell, int size, int steps, string plan)
    {
        var letters = new string('a', steps);
        var experiment = CompiledSpecs.Load(new SpecText("/specs/inlining.yaml", $$"""
            seed: 0
            model:
              input_size: 2
              sequence_length: {{steps.ToString(CultureInfo.InvariantCulture)}}
              layers: [{ cell: {{cell}}, size: {{size.ToString(CultureInfo.InvariantCulture)}} }]
              output: { size: 1, activation: sigmoid }
              {{plan}}
            loss: { name: half_mse, reduce: mean }
            initialization: { default: { name: zeros } }
            data:
              alphabet: { a: [0, 1] }
              train: [{ x: {{letters}}, y: [0] }]
            training: { epochs: 1, optimizer: { name: sgd, learning_rate: 1 } }
            """))["inlining"];
        var (parameters, gradient, answers) = (new double[experiment.Layout.Length], new double[experiment.Layout.Length], new double[1]);
        using var evaluator = Evaluator.Create(experiment, experiment.Train, Lanes.Width);
        using var narrowEvaluator = Evaluator.Create(experiment, experiment.Train);
        using var predictor = Predictor.Create(experiment, parameters);
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 40; i++)
            {
                evaluator.Gradient(parameters, gradient);
                evaluator.Predict(parameters, answers);
                narrowEvaluator.Gradient(parameters, gradient);
                narrowEvaluator.Predict(parameters, answers);
                predictor.Predict(steps, [.. experiment.Train[0].Steps], answers);
            }

            Thread.Sleep(300);
        }
    }

    [CollectionDefinition("Jit", DisableParallelization = true)]
    public sealed class Alone;

    private sealed class InliningListener : EventListener
    {
        private const EventKeywords JitTracing = (EventKeywords)0x1000;

        public string[] Inlinees { get; set; } = ["RnnGen.Numerics.Lane", "RnnGen.Numerics.ScalarLane", "RnnGen.Numerics.Numbers", "RnnGen.Numerics.ExponentialQuotient", "RnnGen.Numerics.FourByFour", "RnnGen.Evaluation.LaneSum"];

        public ConcurrentDictionary<string, bool> CallsLeft { get; } = new();

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            {
                EnableEvents(eventSource, EventLevel.Verbose, JitTracing);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName?.StartsWith("MethodJitInliningFailed", StringComparison.Ordinal) != true)
            {
                return;
            }

            var inlinee = Field("InlineeNamespace");
            var compiled = Field("MethodBeingCompiledNamespace");
            if (Starts(inlinee, Inlinees) && Starts(compiled, ["Experiments.", "RnnGen.Numerics.", "RnnGen.Evaluation."]))
            {
                CallsLeft.TryAdd($"{compiled}.{Field("MethodBeingCompiledName")} calls {inlinee}.{Field("InlineeName")}: {Field("FailReason")}", true);
            }

            static bool Starts(string name, string[] starts) => starts.Any(start => name.StartsWith(start, StringComparison.Ordinal));

            string Field(string name) => eventData.Payload![eventData.PayloadNames!.IndexOf(name)] as string ?? "";
        }
    }
}
