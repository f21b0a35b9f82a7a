using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>Reads where sequences come from: <c>{ name: adding, length: 100, count: 10000 }</c>.</summary>
internal static class SourceReader
{
    private const int MaximalCount = 100_000_000;

    public static SourceSpec Read(MappingReader source, bool isTest, SpecReader reader)
    {
        var name = source.Text("name");
        if (DataSources.Files.Choices.Any(choice => choice.Name == name))
        {
            if (name == DataSources.CustomSet)
            {
                ReportDrawing("count", source, reader);
                ReportDrawing("unseen", source, reader);
            }

            return Read(name, DataSources.Files, source, reader);
        }

        if (DataSources.Tasks.Choices.All(choice => choice.Name != name))
        {
            // One list of all that there are.
            var names = DataSources.Tasks.Choices.Concat(DataSources.Files.Choices).Select(choice => choice.Name);
            source.Choice("name", DataSources.Tasks.What, DataSources.Tasks.Expected, [.. names]);
            return new SourceSpec(new ChoiceSpec(name, "", EquatableArray<ArgumentSpec>.Empty), IsTask: true, null);
        }

        int? count = source.HasOptional("count") ? source.Integer("count", null, 1, MaximalCount) : null;
        var isUnseen = isTest && source.Flag("unseen", false);
        return Read(name, DataSources.Tasks, source, reader) with { IsTask = true, Count = count, IsUnseen = isUnseen };
    }

    private static SourceSpec Read(string name, ChoiceFamily family, MappingReader source, SpecReader reader)
    {
        var isCustom = name is DataSources.CustomTask or DataSources.CustomSet;
        var arguments = isCustom ? ConstructorArguments.Read(source.Mapping("arguments"), reader) : EquatableArray<ArgumentSpec>.Empty;
        var choice = ChoiceReader.Read(source, family, reader);
        return new SourceSpec(isCustom ? Custom(choice, source, reader) : choice, IsTask: false, null, Arguments: arguments);
    }

    // What only goes with a task, from which one draws.
    private static void ReportDrawing(string key, MappingReader source, SpecReader reader)
    {
        if (source.Has(key))
        {
            // Asked for, so that it is not reported as unknown once more.
            source.Node(key);
            reader.Report(source.PathOfKey(key), Rules.UnknownKey, key, "it goes with tasks; a class that derives from SequenceTask is named 'custom'");
        }
    }

    private static ChoiceSpec Custom(ChoiceSpec choice, MappingReader source, SpecReader reader)
    {
        var type = choice.Arguments.Count == 0 ? "" : choice.Arguments[0].Text;
        if (type.Length > 0 && type.Split('.').Any(word => !SyntaxFacts.IsValidIdentifier(word) || SyntaxFacts.GetKeywordKind(word) != SyntaxKind.None))
        {
            reader.Report(source.PathOf("type"), Rules.InvalidName, type, "a class is its namespace and its name, joined by dots");
        }

        return choice with { Type = "global::" + type };
    }

    /// <summary>Reports what of the training and the data does not go together.</summary>
    public static void CheckStream(DataSpec data, TrainingSpec training, MappingReader root, SpecReader reader)
    {
        if (reader.HasErrors)
        {
            return;
        }

        if (data.IsStream && !training.IsStream)
        {
            reader.Report(
                root.PathOf("data") + ".train",
                Rules.MissingKey,
                "data.train.count",
                "how many sequences are drawn for the training set; without it the task is a stream, and 'training' counts 'sequences'"
                    + SetHint(data.Train));
        }
        else if (data.IsStream && data.Test.Source is { IsUnseen: true })
        {
            reader.Report(
                root.PathOf("data") + ".test.unseen" + SpecPositions.KeyOf,
                Rules.UnknownKey,
                "unseen",
                "it goes with a training set, which 'data.train' has with a 'count'");
        }
        else if (data.IsStream && IsJudgedByTrainingSet(training))
        {
            reader.Report(
                root.PathOf("training") + ".until.training_set",
                Rules.MissingKey,
                "data.train.count",
                "how many sequences the training set has, by which the criterion is judged");
        }

        if (data.Test.Source is { IsTask: true, Count: null })
        {
            reader.Report(
                root.PathOf("data") + ".test",
                Rules.MissingKey,
                "data.test.count",
                "how many sequences are drawn for the test set" + SetHint(data.Test));
        }
    }

    private static string SetHint(SetSpec set) => set.Source is { IsCustom: true }
        ? "; a class that loads a set, and derives from SequenceSource, is named 'custom_set'"
        : "";

    private static bool IsJudgedByTrainingSet(TrainingSpec training) =>
        training.Until is { } until && until.Arguments.Any(argument => argument is { Name: "training_set", Text: "true" });
}
