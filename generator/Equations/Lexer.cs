using RnnGen.Generator.Diagnostics;

namespace RnnGen.Generator.Equations;

internal enum TokenKind
{
    Name,
    Number,
    Symbol,
    EndOfLine,
    End,
}

internal readonly record struct Token(TokenKind Kind, string Text, int Start)
{
    public bool Is(char symbol) => Kind == TokenKind.Symbol && Text[0] == symbol;
}

/// <summary>Splits equations into names, numbers, symbols and line ends; <c>#</c> starts a comment, and a line inside parentheses goes on.</summary>
internal static class Lexer
{
    public static List<Token> Tokenize(string text)
    {
        var tokens = new List<Token>();
        var open = 0;
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            var character = text[i];
            if (character == '\n')
            {
                i++;
                if (open <= 0)
                {
                    tokens.Add(new Token(TokenKind.EndOfLine, "the end of the line", start));
                }
            }
            else if (character is ' ' or '\t' or '\r')
            {
                i++;
            }
            else if (character == '#')
            {
                i = End(text, i, static c => c != '\n');
            }
            else if (IsLetter(character))
            {
                i = End(text, i, static c => IsLetter(c) || IsDigit(c) || c == '_');
                tokens.Add(new Token(TokenKind.Name, text.Substring(start, i - start), start));
            }
            else if (IsDigit(character) || (character == '.' && i + 1 < text.Length && IsDigit(text[i + 1])))
            {
                i = EndOfNumber(text, i);
                tokens.Add(new Token(TokenKind.Number, text.Substring(start, i - start), start));
            }
            else if ("+-*/@()=,".IndexOf(character) >= 0)
            {
                open += character == '(' ? 1 : character == ')' ? -1 : 0;
                tokens.Add(new Token(TokenKind.Symbol, character.ToString(), start));
                i++;
            }
            else
            {
                var length = char.IsHighSurrogate(character) ? 2 : 1;
                var unexpected = text.Substring(start, length);
                throw new EquationException(
                    Rules.EquationSyntax,
                    start,
                    length,
                    $"unexpected character '{unexpected}': an equation has names, numbers, + - * / @ ( ) and commas");
            }
        }

        tokens.Add(new Token(TokenKind.EndOfLine, "the end of the equations", text.Length));
        tokens.Add(new Token(TokenKind.End, "the end of the equations", text.Length));
        return tokens;
    }

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static int End(string text, int from, Func<char, bool> belongs)
    {
        while (from < text.Length && belongs(text[from]))
        {
            from++;
        }

        return from;
    }

    private static int EndOfNumber(string text, int from)
    {
        var end = End(text, from, static c => IsDigit(c) || c == '.');
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var exponent = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            var afterExponent = End(text, exponent, IsDigit);
            end = afterExponent > exponent ? afterExponent : end;
        }

        return end;
    }
}
