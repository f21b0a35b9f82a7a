namespace RnnGen;

/// <summary>The dropout of a layer's output, in training alone: each unit is zero with a probability, and otherwise divided by one minus it.</summary>
/// <param name="Size">The number of units.</param>
/// <param name="Rate">The probability, from 0 to below 1.</param>
public sealed record DropoutMask(int Size, double Rate)
{
    /// <summary>The numbers of several masks.</summary>
    internal static int LengthOf(IReadOnlyList<DropoutMask> masks)
    {
        var length = 0;
        for (var i = 0; i < masks.Count; i++)
        {
            length += masks[i].Size;
        }

        return length;
    }
}
