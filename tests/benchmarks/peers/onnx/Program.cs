// The notebook's trained network in ONNX Runtime, float32, one thread: the line protocol of peer.h for the workloads predict-<sequences>.
using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;

const int Steps = 4;
const int Symbols = 3;
string[] texts = ["bbcb", "cbcb", "bcbc", "cbbc", "ccbc", "bacb", "ccba", "acbc", "cbac", "baab", "aabc", "acaa"];

using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
using var session = new InferenceSession(args[0], options);
using var runOptions = new RunOptions();
while (Console.ReadLine() is { } line)
{
    var words = line.Split(' ');
    var count = int.Parse(words[^2].Split('-')[1], CultureInfo.InvariantCulture);
    var iterations = int.Parse(words[^1], CultureInfo.InvariantCulture);
    var (sequences, input, answers) = (Sequences(count), new float[Steps * count * Symbols], new float[count]);
    using var x = OrtValue.CreateTensorValueFromMemory(input, [Steps, count, Symbols]);
    using var answer = OrtValue.CreateTensorValueFromMemory(answers, [count, 1]);
    var predictions = new double[iterations];
    var (start, processorStart) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
    for (var i = 0; i < iterations; i++)
    {
        // New sequences every time, as they would come in.
        sequences.CopyTo(input, 0);
        session.Run(runOptions, ["x"], [x], ["y_hat"], [answer]);
        predictions[i] = answers[0];
    }

    var (time, processorTime) = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - processorStart);
    Console.WriteLine(words[0] == "trace"
        ? string.Join(' ', predictions.Select(value => BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture)))
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalNanoseconds / iterations:R} {processorTime.TotalNanoseconds / iterations:R}"));
}

// [steps, sequences, symbols]
float[] Sequences(int count)
{
    var x = new float[Steps * count * Symbols];
    for (var n = 0; n < count; n++)
    {
        for (var t = 0; t < Steps; t++)
        {
            x[(((t * count) + n) * Symbols) + ('c' - texts[n % texts.Length][t])] = 1;
        }
    }

    return x;
}
