namespace RnnGen.Generator.Equations;

/// <summary>An expression of the equation language with its place in the equations' text.</summary>
internal abstract record Syntax(int Start, int Length);

internal sealed record NumberSyntax(string Text, int Start, int Length) : Syntax(Start, Length);

internal sealed record NameSyntax(string Name, int Start, int Length) : Syntax(Start, Length);

internal sealed record NegateSyntax(Syntax Operand, int Start, int Length) : Syntax(Start, Length);

/// <summary>An operation of two operands; the operator is one of <c>+ - * / @</c>.</summary>
internal sealed record BinarySyntax(char Operator, Syntax Left, Syntax Right, int Start, int Length) : Syntax(Start, Length);

internal sealed record CallSyntax(NameSyntax Function, IReadOnlyList<Syntax> Arguments, int Start, int Length) : Syntax(Start, Length);

/// <summary>One line: a name and what it is assigned.</summary>
internal sealed record AssignmentSyntax(NameSyntax Target, Syntax Value);
