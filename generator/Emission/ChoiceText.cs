using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes a choice as C# and as JSON, both with every argument.</summary>
internal static class ChoiceText
{
    /// <summary>The call of the constructor: <c>new StepDecay(stepSize: 100, gamma: 0.1)</c>.</summary>
    public static string Code(ChoiceSpec choice)
    {
        var arguments = choice.Arguments.Select(argument => $"{ParameterName(argument.Name)}: {Code(argument)}");
        return $"new {choice.Type}({string.Join(", ", arguments)})";
    }

    /// <summary>The object in the YAML's own terms, or the name alone where there is no argument.</summary>
    public static string NameOrJson(ChoiceSpec choice) => choice.Arguments.Count == 0 ? Emission.Json.Text(choice.Name) : Json(choice);

    /// <summary>The object in the YAML's own terms.</summary>
    public static string Json(ChoiceSpec choice, params (string Name, string? Value)[] further) =>
        Emission.Json.Object([("name", Emission.Json.Text(choice.Name)), .. Members(choice.Arguments), .. further]);

    /// <summary>Arguments alone as an object.</summary>
    public static string Json(EquatableArray<ArgumentSpec> arguments) => Emission.Json.Object([.. Members(arguments)]);

    private static IEnumerable<(string, string?)> Members(EquatableArray<ArgumentSpec> arguments) =>
        arguments.Select(argument => (argument.Name, (string?)Json(argument)));

    private static string Code(ArgumentSpec argument) => argument.Kind switch
    {
        ArgumentKind.Number => NumberText.Literal(argument.Text),
        ArgumentKind.Numbers => $"[{argument.Text}]",
        ArgumentKind.Word => argument.Code,
        ArgumentKind.Text => GeneratedClass.Literal(argument.Text),
        ArgumentKind.Choice => Code(argument.Choice!),
        _ => argument.Text,
    };

    private static string Json(ArgumentSpec argument) => argument.Kind switch
    {
        ArgumentKind.Word or ArgumentKind.Text => Emission.Json.Text(argument.Text),
        ArgumentKind.Numbers => $"[{argument.Text}]",
        ArgumentKind.Choice => Json(argument.Choice!),
        _ => argument.Text,
    };

    // learning_rate is learningRate.
    private static string ParameterName(string argument) =>
        string.Concat(argument.Split('_').Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
