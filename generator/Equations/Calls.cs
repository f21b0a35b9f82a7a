using System.Globalization;
using RnnGen.Generator.Diagnostics;

namespace RnnGen.Generator.Equations;

/// <summary>The functions of the language that are not elementwise functions of one argument: reductions, choices, and what is written with them.</summary>
internal static class Calls
{
    /// <summary>The names with the number of arguments.</summary>
    private static readonly Dictionary<string, int> Arities = new(StringComparer.Ordinal)
    {
        ["sum"] = 1,
        ["mean"] = 1,
        ["max"] = 1,
        ["softmax"] = 1,
        ["log_sum_exp"] = 1,
        ["stop_gradient"] = 1,
        ["maximum"] = 2,
        ["minimum"] = 2,
        ["repeat"] = 2,
    };

    public static IReadOnlyCollection<string> Names => Arities.Keys;

    /// <summary>The names that an option may set, beside the elementwise functions: a vector in, a vector of the same shape out.</summary>
    public static IReadOnlyCollection<string> OptionNames { get; } = ["softmax", "stop_gradient"];

    /// <summary>Binds a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bind">Binds an argument to a number or a vector.</param>
    /// <param name="name">Gives a value a name of its own, so that it is computed once.</param>
    public static Expression Bind(CallSyntax call, Func<Syntax, Expression> bind, Func<Expression, Expression> name)
    {
        var function = call.Function.Name;
        if (call.Arguments.Count != Arities[function])
        {
            var expected = Arities[function] == 1 ? "one argument" : "two arguments";
            throw EquationException.At(call, Rules.EquationSyntax, $"{function} takes {expected}, found {call.Arguments.Count}");
        }

        var argument = bind(call.Arguments[0]);
        var width = argument.Shape.Columns;
        switch (function)
        {
            case "sum":
                return new Sum(argument, width);
            case "mean":
                return new Divide(new Sum(argument, width), new Number(width.ToString(CultureInfo.InvariantCulture)));
            case "max":
                return new Max(argument, width);
            case "stop_gradient":
                return new StopGradient(argument);
            case "repeat":
                var count = Count(call.Arguments[1], bind);
                return (long)width * count <= CellShapes.MaximalDimension
                    ? new Repeat(argument, width, count)
                    : throw EquationException.At(call, Rules.ShapeMismatch, FormattableString.Invariant(
                        $"{width} units, each {count} times, are more than the {CellShapes.MaximalDimension} that a vector may have"));
            case "softmax":
                argument = name(argument);
                var exponentials = name(new Apply(Function.Exp, argument - Largest()));
                return exponentials / name(new Sum(exponentials, width));
            case "log_sum_exp":
                argument = name(argument);
                var largest = Largest();
                return new Apply(Function.Log, new Sum(new Apply(Function.Exp, argument - largest), width)) + largest;
        }

        var (left, right) = (name(argument), name(bind(call.Arguments[1])));
        if (left.Shape.Rank == 1 && right.Shape.Rank == 1 && left.Shape != right.Shape && left.Shape.Length != 1 && right.Shape.Length != 1)
        {
            throw EquationException.At(call, Rules.ShapeMismatch, $"the shapes {left.Shape} and {right.Shape} of the arguments of {function} do not fit");
        }

        // In NumPy's words: where they are equal, the first.
        return function == "maximum" ? new Where(left, right, right, left) : new Where(right, left, right, left);

        // Subtracted, so that no exponential overflows; the result does not depend on it, and so no gradient is lost.
        Expression Largest() => name(new Max(new StopGradient(argument, IsHeld: false), width));
    }

    private static int Count(Syntax syntax, Func<Syntax, Expression> bind) =>
        bind(syntax) is Number number
            && int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= Specs.ExperimentReader.MaximalSize
            ? count
            : throw EquationException.At(syntax, Rules.EquationSyntax, "the second argument of repeat is a whole number, how often each unit is repeated");
}
