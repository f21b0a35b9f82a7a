using System.Text;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>A text in which ⟦ and ⟧ stand around the places that diagnostics are expected to point at.</summary>
internal sealed class MarkedText
{
    private MarkedText(string text, IReadOnlyList<TextSpan> spans)
    {
        Text = text;
        Spans = spans;
    }

    /// <summary>The text without the marks.</summary>
    public string Text { get; }

    /// <summary>What stands between the marks, by where it starts.</summary>
    public IReadOnlyList<TextSpan> Spans { get; }

    public static MarkedText Parse(string marked)
    {
        var text = new StringBuilder();
        var open = new Stack<int>();
        var spans = new List<TextSpan>();
        foreach (var character in marked)
        {
            switch (character)
            {
                case '⟦':
                    open.Push(text.Length);
                    break;
                case '⟧':
                    spans.Add(TextSpan.FromBounds(open.Pop(), text.Length));
                    break;
                default:
                    text.Append(character);
                    break;
            }
        }

        Assert.Empty(open);
        return new MarkedText(text.ToString(), [.. spans.OrderBy(span => span.Start)]);
    }
}
