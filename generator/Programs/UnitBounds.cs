using RnnGen.Generator.Equations;

namespace RnnGen.Generator.Programs;

/// <summary>The units of a value before which another part of a concatenation begins, so that a loop over units has to end there.</summary>
internal static class UnitBounds
{
    /// <summary>The bounds inside an elementwise value.</summary>
    public static IEnumerable<int> Of(Expression value) => value switch
    {
        Concatenate both => Of(both.Left).Append(both.LeftWidth).Concat(Of(both.Right).Select(bound => bound + both.LeftWidth)),
        Slice slice => Of(slice.Argument).Select(bound => bound - slice.Start).Where(bound => bound > 0 && bound < slice.Width),
        Repeat repeat => Of(repeat.Argument).Select(bound => bound * repeat.Count),
        GroupSum sum => Of(sum.Argument).Select(bound => bound / sum.Count),
        Sum or Max or Read => [],
        _ => value.Operands.SelectMany(Of),
    };

    /// <summary>The bounds among what a sum over units adds up.</summary>
    public static IEnumerable<int> OfSummands(Expression sum) => sum is Sum over ? Of(over.Argument) : [];
}
