using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>A choice with its arguments as the YAML says it, <c>{ name: sgd, learning_rate: 0.1 }</c>, defaults filled in.</summary>
/// <param name="Name">Its name in the YAML.</param>
/// <param name="Type">The runtime's class for it.</param>
/// <param name="Arguments">The arguments in the order of the table.</param>
internal sealed record ChoiceSpec(string Name, string Type, EquatableArray<ArgumentSpec> Arguments);

/// <summary>An argument's value: a text, or a choice of its own.</summary>
/// <param name="Name">Its name in the YAML.</param>
/// <param name="Kind">What the text is.</param>
/// <param name="Text">A number as written, a flag, a word or a text; of a word, what stands for it in C# is in <paramref name="Code"/>.</param>
/// <param name="Code">What stands for a word in C#.</param>
/// <param name="Choice">The choice, where the argument is one.</param>
/// <param name="IsPath">Whether the text is the path of a file, which the project copies to the program's folder.</param>
internal sealed record ArgumentSpec(string Name, ArgumentKind Kind, string Text, string Code = "", ChoiceSpec? Choice = null, bool IsPath = false);

internal enum ArgumentKind
{
    Number,
    Numbers,
    Integer,
    Flag,
    Word,
    Text,
    Choice,
}
