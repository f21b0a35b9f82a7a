using System.Globalization;

namespace RnnGen.Generator.Specs;

/// <summary>The sizes of a task's sequences, which the model must have: what the classes of <c>RnnGen.Data.Tasks</c> say of themselves.</summary>
/// <param name="Inputs">The inputs of a step.</param>
/// <param name="Outputs">The outputs.</param>
/// <param name="Length">The steps of the longest sequence.</param>
/// <param name="HasVariableLength">Whether sequences are of different lengths.</param>
/// <param name="HasTargetAtEveryStep">Whether there is a target at every step.</param>
internal sealed record TaskSizes(int Inputs, int Outputs, int Length, bool HasVariableLength, bool HasTargetAtEveryStep)
{
    /// <summary>The sizes, or null of a task that only the project knows.</summary>
    public static TaskSizes? Of(ChoiceSpec task)
    {
        return task.Name switch
        {
            "adding" => new TaskSizes(2, 1, Number("length"), false, false),
            "adding_1997" or "multiplication_1997" => new TaskSizes(2, 1, Number("length") + (Number("length") / 10), true, false),
            "copy_memory" => new TaskSizes(10, 9, Number("delay") + 20, false, true),
            "embedded_reber" => new TaskSizes(7, 7, 50, true, true),
            "letter_sequence" => new TaskSizes(6, 6, Number("length"), false, true),
            "long_time_lag_2a" => new TaskSizes(Number("p") + 1, Number("p") + 1, Number("p"), false, true),
            "long_time_lag_2c" => new TaskSizes(Number("p") + 4, 2, (int)Math.Min(int.MaxValue, (3L * Number("q")) + 103), true, false),
            "parity" => new TaskSizes(1, 1, Number("length"), Number("minimal_length") < Number("length"), Text("every_step") == "true"),
            "temporal_order_1997" => new TaskSizes(8, Number("symbols") == 2 ? 4 : 8, 110, true, false),
            "temporal_xor" => new TaskSizes(1, 1, Number("length"), false, true),
            "two_sequence" => new TaskSizes(1, 1, Number("length") + (Number("length") / 10), true, false),
            _ => null,
        };

        string Text(string name) => task.Arguments.First(argument => argument.Name == name).Text;

        int Number(string name) => NumberOf(task, name)!.Value;
    }

    /// <summary>The sizes of a file's sequences as far as the spec says them, and otherwise the model's; null where it says none.</summary>
    public static TaskSizes? OfFile(ChoiceSpec file, ModelSpec model) => file.Name switch
    {
        "csv" => new TaskSizes(model.InputSize, NumberOf(file, "classes") ?? model.Output.Size, NumberOf(file, "steps")!.Value, false, false),
        "series" => new TaskSizes(1, 1, NumberOf(file, "window")!.Value, false, false),
        _ => null,
    };

    private static int? NumberOf(ChoiceSpec source, string name) =>
        source.Arguments.FirstOrDefault(argument => argument.Name == name) is { Text: var text } ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
