using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Equations;

/// <summary>Gives the parsed equations of a step their meaning: names become variables, shapes are inferred and checked.</summary>
internal sealed class EquationBinder
{
    /// <summary>What a state's name has before the step.</summary>
    public const string PreviousSuffix = "_prev";

    private readonly Dictionary<string, Variable> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Number> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Function> _functionOptions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _callOptions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly List<Equation> _equations = [];

    /// <summary>Variables that equations may read, by the name which they read.</summary>
    public void Declare(string name, Variable variable) => _variables.Add(name, variable);

    /// <summary>A parameter that the options leave out: it reads as zero and drops out.</summary>
    public void DeclareAbsent(string name) => _numbers.Add(name, Number.Zero);

    /// <summary>A number that an option sets.</summary>
    public void DeclareNumber(string name, string text) => _numbers.Add(name, new Number(text));

    /// <summary>A function that an option names.</summary>
    public void DeclareFunction(string name, string function)
    {
        if (Function.All.TryGetValue(function, out var elementwise))
        {
            _functionOptions.Add(name, elementwise);
        }
        else
        {
            _callOptions.Add(name, function);
        }
    }

    public IReadOnlyList<Equation> Bound => _equations;

    public bool IsRead(string name) => _read.Contains(name);

    public Variable? Find(string name) => _variables.TryGetValue(name, out var variable) ? variable : null;

    public bool IsTaken(string name) =>
        _variables.ContainsKey(name) || _numbers.ContainsKey(name) || _functionOptions.ContainsKey(name) || _callOptions.ContainsKey(name) || IsFunction(name);

    /// <summary>Whether the language has a function of that name.</summary>
    public static bool IsFunction(string name) => Function.All.ContainsKey(name) || Calls.Names.Contains(name);

    /// <summary>
    /// Binds one assignment and adds its equation; operands that need a name of their own get one, <c>s_1</c> for the first in the equation of s.
    /// </summary>
    /// <exception cref="EquationException">A name or a shape is wrong.</exception>
    public void Assign(AssignmentSyntax assignment, IReadOnlyCollection<string> assignedLater)
    {
        var name = assignment.Target.Name;
        var intermediates = 0;
        var bound = Bind(assignment.Value);
        if (bound.Shape.Rank == 0)
        {
            throw EquationException.At(assignment.Value, Rules.ShapeMismatch, $"'{name}' would be a number of its own: an equation computes a vector");
        }

        // Where zeros drop out, less than its units may be left of a vector.
        var simplified = Simplifier.Simplify(bound);
        _variables.Add(name, AddEquation(name, bound.Shape, Cut(simplified.Shape == bound.Shape ? Normalize(simplified, isRoot: true) : Once(simplified))));

        Expression Bind(Syntax syntax) => syntax switch
        {
            NumberSyntax number => new Number(number.Text),
            NameSyntax read => BindName(read, name, assignedLater),
            NegateSyntax negate => -Elementwise(negate.Operand),
            CallSyntax call => BindCall(call),
            BinarySyntax { Operator: '@' } product => BindMatMul(product),
            BinarySyntax binary => BindBinary(binary),
            _ => throw new InvalidOperationException(),
        };

        Expression BindBinary(BinarySyntax binary)
        {
            var (left, right) = (Elementwise(binary.Left), Elementwise(binary.Right));
            if (left.Shape.Rank == 1 && right.Shape.Rank == 1 && left.Shape != right.Shape && left.Shape.Length != 1 && right.Shape.Length != 1)
            {
                throw EquationException.At(
                    binary,
                    Rules.ShapeMismatch,
                    $"the shapes {left.Shape} and {right.Shape} of the operands of '{binary.Operator}' do not fit");
            }

            return binary.Operator switch
            {
                '+' => left + right,
                '-' => left - right,
                '*' => left * right,
                _ => left / right,
            };
        }

        // A vector may be used element by element; a matrix only to the right of @.
        Expression Elementwise(Syntax syntax)
        {
            var operand = Bind(syntax);
            return operand.Shape.Rank < 2
                ? operand
                : throw EquationException.At(syntax, Rules.ShapeMismatch, $"the matrix {Written(operand)} {operand.Shape} can only stand to the right of '@'");
        }

        Expression BindMatMul(BinarySyntax product)
        {
            var left = Elementwise(product.Left);
            var right = Bind(product.Right);
            if (right is Number { IsZero: true })
            {
                return right;
            }

            if (right is not Read { Variable: { Kind: VariableKind.Parameter, Shape.Rank: 2 } matrix })
            {
                throw EquationException.At(
                    product.Right,
                    Rules.ShapeMismatch,
                    $"the right side of '@' must be a matrix parameter, found {Written(right)} of shape {right.Shape}");
            }

            if (left.Shape.Rank != 1 || left.Shape.Columns != matrix.Shape.Rows)
            {
                throw EquationException.At(
                    product,
                    Rules.ShapeMismatch,
                    $"{Written(left)} of shape {left.Shape} times {Written(right)} of shape {matrix.Shape}: the inner sizes must be equal");
            }

            return new MatMul(left, matrix, Transposed: false);
        }

        Expression BindCall(CallSyntax call)
        {
            var function = call.Function.Name;
            _read.Add(function);
            call = _callOptions.TryGetValue(function, out var chosen) ? call with { Function = call.Function with { Name = chosen } } : call;
            function = call.Function.Name;
            if (Calls.Names.Contains(function))
            {
                return Calls.Bind(call, Elementwise, Computed);
            }

            if (!_functionOptions.TryGetValue(function, out var known) && !Function.All.TryGetValue(function, out known))
            {
                throw EquationException.At(call.Function, Rules.UnknownVariable, function, IsTaken(function)
                    ? "it is a value and not a function"
                    : Suggestion.For(function, [.. Function.All.Keys, .. Calls.Names, .. _functionOptions.Keys, .. _callOptions.Keys]));
            }

            if (call.Arguments.Count != 1)
            {
                throw EquationException.At(call, Rules.EquationSyntax, $"{function} takes one argument, found {call.Arguments.Count}");
            }

            var argument = Elementwise(call.Arguments[0]);
            argument = known.RepeatsArgument && HasRepetition(argument) ? Computed(argument) : argument;
            return known.Composition is { } composition
                ? Simplifier.Simplify(composition(Computed(argument)))
                : new Apply(known, known.Inline is null ? argument : Computed(argument));
        }

        // One within another would have twice as much code with each.
        static bool HasRepetition(Expression expression) => expression is Apply { Function.RepeatsArgument: true } || expression.Operands.Any(HasRepetition);

        // What is read more than once is computed once, and keeps its shape.
        Expression Computed(Expression expression) => Simplifier.Simplify(expression) is var simplified && simplified.Shape.Columns == expression.Shape.Columns
            ? Once(simplified)
            : Wide(simplified, expression.Shape);

        Expression Once(Expression expression) => expression is Number or Read ? expression : Named(Normalize(expression, true), false);

        // A number or a vector of one unit as a vector of several.
        Expression Wide(Expression expression, Shape shape) => Intermediate(shape, Once(expression));

        // Kernels and products with a matrix read variables, and stand where their statement's value is a sum of them.
        Expression Normalize(Expression expression, bool isRoot) => expression switch
        {
            Number or Read => expression,
            Apply { Function.Kernel: not null } apply => Named(new Apply(apply.Function, Variable(apply.Argument)), isRoot),
            MatMul { Left: StopGradient { Argument: var left } } product => Named(product with { Left = new StopGradient(Row(left, product.Matrix)) }, isRoot),
            MatMul product => Named(product with { Left = Row(product.Left, product.Matrix) }, isRoot),
            StopGradient stopped => new StopGradient(Variable(stopped.Argument)),
            Add or Subtract or Negate when isRoot => expression.Map(operand => Normalize(operand, operand is Add or Subtract or Negate or MatMul)),
            Sum or Max => Named(expression.Map(argument => Normalize(argument, false)), isRoot),
            _ => expression.Map(operand => Normalize(operand, false)),
        };

        Expression Row(Expression left, Variable matrix) =>
            left.Shape.Columns == matrix.Shape.Rows ? Variable(left) : Wide(left, Shape.Vector(matrix.Shape.Rows));

        Expression Variable(Expression expression) =>
            expression is Number { IsZero: true } or Read { Variable.Kind: not VariableKind.Parameter }
                ? expression
                : Named(Normalize(expression, true), false);

        Expression Cut(Expression expression) => new EquationPieces(piece => Intermediate(piece.Shape, piece)).Cut(expression);

        Expression Named(Expression expression, bool isRoot) => isRoot ? expression : Intermediate(expression.Shape, expression);

        Read Intermediate(Shape shape, Expression expression)
        {
            var value = Cut(expression);
            intermediates++;
            return new Read(AddEquation(FormattableString.Invariant($"{name}_{intermediates}"), shape, value));
        }
    }

    // An expression in the words of the equations.
    private string Written(Expression expression) =>
        Notation.Of(expression, variable => _variables.FirstOrDefault(entry => entry.Value == variable).Key ?? variable.Text);

    private Variable AddEquation(string name, Shape shape, Expression value)
    {
        var variable = new Variable(name, VariableKind.Local, shape);
        _equations.Add(new Equation(variable, value));
        return variable;
    }

    private Expression BindName(NameSyntax syntax, string target, IReadOnlyCollection<string> assignedLater)
    {
        var name = syntax.Name;
        _read.Add(name);
        if (_numbers.TryGetValue(name, out var number))
        {
            return number;
        }

        if (_variables.TryGetValue(name, out var variable))
        {
            return new Read(variable);
        }

        if (_variables.ContainsKey(name + PreviousSuffix))
        {
            throw EquationException.At(
                syntax,
                Rules.StateOrder,
                $"'{name}' is the state after the step and is read above its line: before the step it is '{name}{PreviousSuffix}'");
        }

        throw EquationException.At(syntax, Rules.UnknownVariable, name, name == target
            ? "it is what this line assigns"
            : assignedLater.Contains(name)
            ? "it is assigned further down"
            : IsTaken(name) ? "it is a function: call it as " + name + "(...)" : Suggestion.For(name, _variables.Keys));
    }
}
