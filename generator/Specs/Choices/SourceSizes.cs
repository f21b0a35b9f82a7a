using System.Globalization;

namespace RnnGen.Generator.Specs;

/// <summary>
/// The sizes of a source's sequences, which the model must have: of a task what the classes of <c>RnnGen.Data.Tasks</c> say
/// of themselves, of a file what the spec says of it.
/// </summary>
/// <param name="Inputs">The inputs of a step, or null where only the file says that.</param>
/// <param name="Outputs">The outputs, or null where only the file says that.</param>
/// <param name="Length">The steps of the longest sequence.</param>
/// <param name="HasVariableLength">Whether sequences are of different lengths.</param>
/// <param name="HasTargetAtEveryStep">Whether there is a target at every step, or null where that is as the model has it.</param>
internal sealed record SourceSizes(int? Inputs, int? Outputs, int Length, bool HasVariableLength, bool? HasTargetAtEveryStep)
{
    /// <summary>The sizes, or null of a source that only the project or the file knows.</summary>
    public static SourceSizes? Of(ChoiceSpec source)
    {
        return source.Name switch
        {
            "adding" => new SourceSizes(2, 1, Number("length"), false, false),
            "adding_1997" or "multiplication_1997" => new SourceSizes(2, 1, Number("length") + (Number("length") / 10), true, false),
            "copy_memory" => new SourceSizes(10, 9, Number("delay") + 20, false, true),
            "embedded_reber" => new SourceSizes(7, 7, 50, true, true),
            "letter_sequence" => new SourceSizes(6, 6, Number("length"), false, true),
            "long_time_lag_2a" or "long_time_lag_2b" => new SourceSizes(Number("p") + 1, Number("p") + 1, Number("p"), false, true),
            "long_time_lag_2c" => new SourceSizes(Number("p") + 4, 2, (int)Math.Min(int.MaxValue, (3L * Number("q")) + 103), true, false),
            "parity" => new SourceSizes(1, 1, Number("length"), Number("minimal_length") < Number("length"), Text("every_step") == "true"),
            "temporal_order_1997" => new SourceSizes(8, Number("symbols") == 2 ? 4 : 8, 110, true, false),
            "temporal_xor" => new SourceSizes(1, 1, Number("length"), false, true),
            "two_sequence" => new SourceSizes(1, 1, Number("length") + (Number("length") / 10), true, false),
            "csv" => new SourceSizes(
                null,
                source.Arguments.Any(argument => argument.Name == "classes") ? Number("classes") : null,
                Number("steps"),
                false,
                null),
            "series" => new SourceSizes(1, 1, Number("window"), false, null),
            _ => null,
        };

        string Text(string name) => source.Arguments.First(argument => argument.Name == name).Text;

        int Number(string name) => int.Parse(Text(name), CultureInfo.InvariantCulture);
    }
}
