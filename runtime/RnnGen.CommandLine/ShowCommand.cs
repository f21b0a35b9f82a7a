using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using System.Text.Json;
using RnnGen.Evaluation;
using RnnGen.Numerics;
using RnnGen.Training;
using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary><c>show EXPERIMENT</c>: what an experiment is made of, and the memory that it takes. It runs nothing.</summary>
internal static class ShowCommand
{
    public static Command Create(IReadOnlyList<Experiment> experiments)
    {
        var name = new Argument<string>("experiment") { HelpName = "experiment", Description = "The experiment." };
        name.CompletionSources.Add(_ => experiments.Select(experiment => new CompletionItem(experiment.Name)));
        var command = new Command("show", "Shows an experiment's layers, parameters, plan and memory.") { name };
        command.SetAction(parsed =>
        {
            if (experiments.FirstOrDefault(known => known.Name == parsed.GetValue(name)) is not { } experiment)
            {
                Console.Error.WriteLine(NearestNames.Message(parsed.GetRequiredValue(name), [.. experiments.Select(known => known.Name)]));
                return ExitCode.BadArguments;
            }

            try
            {
                Write(experiment, AnsiConsole.Console);
                return ExitCode.Success;
            }
            catch (InvalidDataException exception)
            {
                // The count of sequences stands in a file of data, which the message names.
                Console.Error.WriteLine(exception.Message);
                return ExitCode.RunFailed;
            }
        });
        return command;
    }

    private static void Write(Experiment experiment, IAnsiConsole console)
    {
        console.Plain($"{experiment.Name}: {experiment.Description}");
        using var spec = JsonDocument.Parse(experiment.Spec);
        var model = spec.RootElement.GetProperty("model");
        console.Table(Network(experiment, model, spec.RootElement.GetProperty("loss")));
        console.Table(Parameters(experiment));
        console.Plain(experiment.Plan);
        console.Table(Memory(experiment));
        console.Plain("Sequences go in panels of 8, in float32 of 16; where a batch has fewer, registers are narrower.");
    }

    private static Table Network(Experiment experiment, JsonElement model, JsonElement loss)
    {
        var table = Titled("network", "", "");
        var length = experiment.HasVariableLength ? $"up to {experiment.SequenceLength}" : $"{experiment.SequenceLength}";
        table.AddRow("input", $"{experiment.InputSize}", $"{length} steps");
        foreach (var (layer, index) in model.GetProperty("layers").EnumerateArray().Select((layer, index) => (layer, index)))
        {
            table.AddRow($"layer {index}", ExperimentList.CellOf(layer), Options(layer, "cell"));
        }

        table.AddRow("output", $"{experiment.OutputSize}", Options(model.GetProperty("output"), "size"));
        table.AddRow("loss", loss.GetProperty("name").GetString()!, Options(loss, "name"));
        return table.AddRow("precision", model.GetProperty("precision").GetString()!, "");
    }

    private static Table Parameters(Experiment experiment)
    {
        var table = Titled("parameter", "shape", "numbers", "");
        var frozen = 0;
        foreach (var parameter in experiment.Layout)
        {
            var isFrozen = experiment.Settings.ParameterTrainings.GetValueOrDefault(parameter.Name)?.IsFrozen ?? false;
            frozen += isFrozen ? parameter.Length : 0;
            table.AddRow(parameter.Name, Markup.Escape($"[{string.Join(", ", parameter.Shape)}]"), Number(parameter.Length), isFrozen ? "frozen" : "");
        }

        return table.AddRow("all", "", Number(experiment.Layout.Length), frozen > 0 ? $"{Number(frozen)} frozen" : "");
    }

    private static Table Memory(Experiment experiment)
    {
        var table = Titled("memory in bytes", "float64", "float32");
        Row("a sequence's inputs", precision => MemoryUse.OfSequence(experiment, precision).Inputs);
        Row("a sequence's values and their gradients", precision => MemoryUse.OfSequence(experiment, precision).Values);
        var batch = SequencesOfUpdate(experiment);
        Row(
            $"training, {Number(batch)} {(batch == 1 ? "sequence" : "sequences")} an update: inputs",
            precision => MemoryUse.OfEvaluator(experiment, batch, precision: precision).Inputs);
        Row("  values and their gradients, of each thread", precision => MemoryUse.OfEvaluator(experiment, batch, precision: precision).Values);
        Row("  gradients of the parameters", precision => MemoryUse.OfEvaluator(experiment, batch, precision: precision).Gradients);
        Row("  parameters", precision => MemoryUse.OfEvaluator(experiment, batch, precision: precision).Parameters);
        Row("  all, with one thread", precision => MemoryUse.OfEvaluator(experiment, batch, precision: precision).Total);
        Row("prediction of one sequence", precision => MemoryUse.OfEvaluator(experiment, 1, precision: precision).Total);
        if (experiment.IsCausal)
        {
            Row("prediction of one sequence step by step", precision => MemoryUse.OfPredictor(experiment, precision).Total);
        }

        return table;

        void Row(string title, Func<Precision, long> bytes) => table.AddRow(title, Number(bytes(Precision.Float64)), Number(bytes(Precision.Float32)));
    }

    private static int SequencesOfUpdate(Experiment experiment)
    {
        var settings = experiment.Settings;
        return settings.Sequences > 0 ? settings.BatchSize ?? 1
            : Math.Min(settings.BatchSize ?? int.MaxValue, settings.ValidationShare > 0
                ? ValidationSplit.Of(experiment.Train, settings.ValidationShare, settings.Seed).Train.Count
                : experiment.Train.Count);
    }

    private static string Options(JsonElement choice, string title) => Markup.Escape(string.Join(", ", choice.EnumerateObject()
        .Where(option => option.Name != title)
        .Select(option => $"{option.Name} {option.Value}")));

    private static Table Titled(params string[] titles)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in titles)
        {
            table.AddColumn(new TableColumn(title) { NoWrap = true, Alignment = title is "numbers" or "float64" or "float32" ? Justify.Right : Justify.Left });
        }

        return table;
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
