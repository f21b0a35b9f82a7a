namespace RnnGen.Data;

/// <summary>Sequences whose steps have the same inputs are the same to it, whatever their targets.</summary>
public sealed class SameSteps : EqualityComparer<Sequence>
{
    /// <inheritdoc/>
    public override bool Equals(Sequence? x, Sequence? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.Steps.SequenceEqual(y.Steps));

    /// <inheritdoc/>
    public override int GetHashCode(Sequence obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        var hash = default(HashCode);
        foreach (var number in obj.Steps)
        {
            hash.Add(number);
        }

        return hash.ToHashCode();
    }
}
