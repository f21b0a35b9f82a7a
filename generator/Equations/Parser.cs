using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Equations;

/// <summary>
/// Parses equations in NumPy's notation by recursive descent. From loosest to tightest: <c>+ -</c>, then <c>* / @</c>, then unary minus, then calls,
/// names, numbers and parentheses; operators of one level group from the left, as in Python.
/// </summary>
internal sealed class Parser
{
    private const int MaximalDepth = 100;

    // Later stages walk the tree by recursion, and a chain of operators is as deep as it is long.
    private const int MaximalLength = 1_000;

    private readonly List<Token> _tokens;
    private int _position;
    private int _depth;

    private Parser(string text) => _tokens = Lexer.Tokenize(text);

    private Token Current => _tokens[_position];

    /// <summary>Parses equations, one assignment a line.</summary>
    /// <exception cref="EquationException">The text is not in the language.</exception>
    public static IReadOnlyList<AssignmentSyntax> Parse(string text)
    {
        var parser = new Parser(text);
        var assignments = new List<AssignmentSyntax>();
        while (parser.Current.Kind != TokenKind.End)
        {
            if (parser.Current.Kind == TokenKind.EndOfLine)
            {
                parser._position++;
                continue;
            }

            assignments.Add(parser.Assignment());
        }

        return assignments;
    }

    private AssignmentSyntax Assignment()
    {
        var length = _tokens.FindIndex(_position, token => token.Kind == TokenKind.EndOfLine) - _position;
        var target = Current.Kind == TokenKind.Name ? Name() : throw Unexpected("a name to assign");
        if (length > MaximalLength)
        {
            throw EquationException.At(
                target,
                Rules.EquationSyntax,
                $"the equation of '{target.Name}' has {length} symbols, and at most {MaximalLength} are possible: give parts of it names");
        }

        Take('=', "'='");
        var value = Sum();
        return Current.Kind == TokenKind.EndOfLine ? new AssignmentSyntax(target, value) : throw Unexpected("an operator or the end of the line");
    }

    private Syntax Sum()
    {
        if (++_depth > MaximalDepth)
        {
            throw Unexpected($"at most {MaximalDepth} nested parentheses");
        }

        var left = Product();
        while (Current.Is('+') || Current.Is('-'))
        {
            left = Binary(left, Next().Text[0], Product());
        }

        _depth--;
        return left;
    }

    private Syntax Product()
    {
        var left = Unary();
        while (Current.Is('*') || Current.Is('/') || Current.Is('@'))
        {
            left = Binary(left, Next().Text[0], Unary());
        }

        return left;
    }

    private Syntax Unary()
    {
        if (!Current.Is('-'))
        {
            return Primary();
        }

        if (++_depth > MaximalDepth)
        {
            throw Unexpected($"at most {MaximalDepth} signs");
        }

        var start = Next().Start;
        var operand = Unary();
        _depth--;
        return new NegateSyntax(operand, start, operand.Start + operand.Length - start);
    }

    private Syntax Primary()
    {
        var token = Current;
        if (token.Is('('))
        {
            _position++;
            var inner = Sum();
            Take(')', "')'");
            return inner with { Start = token.Start, Length = End() - token.Start };
        }

        return token.Kind switch
        {
            TokenKind.Number => Number(),
            TokenKind.Name when _tokens[_position + 1].Is('(') => Call(),
            TokenKind.Name => Name(),
            _ => throw Unexpected("a name, a number or '('"),
        };
    }

    private CallSyntax Call()
    {
        var function = Name();
        Take('(', "'('");
        var arguments = new List<Syntax>();
        do
        {
            arguments.Add(Sum());
        }
        while (Current.Is(',') && Next().Is(','));
        Take(')', "',' or ')'");
        return new CallSyntax(function, arguments, function.Start, End() - function.Start);
    }

    private NameSyntax Name()
    {
        var token = Next();
        return new NameSyntax(token.Text, token.Start, token.Text.Length);
    }

    private NumberSyntax Number()
    {
        var token = Next();
        var number = NumberText.Normalize(token.Text)
            ?? throw new EquationException(Rules.EquationSyntax, token.Start, token.Text.Length, $"'{token.Text}' is not a number");
        return new NumberSyntax(number, token.Start, token.Text.Length);
    }

    private static BinarySyntax Binary(Syntax left, char symbol, Syntax right) =>
        new(symbol, left, right, left.Start, right.Start + right.Length - left.Start);

    private Token Next() => _tokens[_position++];

    private int End() => _tokens[_position - 1].Start + _tokens[_position - 1].Text.Length;

    private void Take(char symbol, string expected)
    {
        if (!Current.Is(symbol))
        {
            throw Unexpected(expected);
        }

        _position++;
    }

    // The end of a line has no text: the error points at what stands last before it.
    private EquationException Unexpected(string expected)
    {
        var isText = Current.Kind is TokenKind.Name or TokenKind.Number or TokenKind.Symbol;
        var found = isText ? $"'{Current.Text}'" : Current.Text;
        var token = isText ? Current : _tokens[_position - 1];
        return new EquationException(Rules.EquationSyntax, token.Start, token.Text.Length, $"expected {expected}, found {found}");
    }
}
