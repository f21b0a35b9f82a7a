using Microsoft.CodeAnalysis.Text;

namespace RnnGen.Generator.Specs;

/// <summary>Finds what an error can point at: a place without visible text would show nothing in an editor.</summary>
internal sealed class VisibleText(string text)
{
    /// <summary>The visible text between two places, which a parser may have given in the wrong order; where there is none, the nearest word.</summary>
    public TextSpan Span(int from, int to)
    {
        while (to > from && !IsVisible(to - 1))
        {
            to--;
        }

        return to > from ? TextSpan.FromBounds(from, to) : Nearest(from);
    }

    // The word that starts there, or else the last before it, or else the first behind it.
    private TextSpan Nearest(int index)
    {
        var before = index;
        while (before > 0 && !IsVisible(before))
        {
            before--;
        }

        return before == index || !IsVisible(before) ? Following(before) : Preceding(before);
    }

    private TextSpan Following(int from)
    {
        while (from < text.Length && !IsVisible(from))
        {
            from++;
        }

        if (from == text.Length)
        {
            return default;
        }

        // A bracket is a word of its own.
        var to = from + 1;
        while (text[from] is not ('[' or ']' or '{' or '}') && IsVisible(to))
        {
            to++;
        }

        return TextSpan.FromBounds(from, to);
    }

    private TextSpan Preceding(int last)
    {
        var from = last;
        while (from > 0 && IsVisible(from - 1))
        {
            from--;
        }

        return TextSpan.FromBounds(from, last + 1);
    }

    private bool IsVisible(int index) => index < text.Length && !char.IsWhiteSpace(text[index]);
}
