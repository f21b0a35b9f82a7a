namespace RnnGen.Accuracy;

/// <summary>The largest error among some arguments, in units in the last place (ULP) of the exact result; of a subnormal result the unit is the smallest number.</summary>
internal sealed class Worst
{
    /// <summary>The largest error where the result is a normal number, and its argument.</summary>
    public (double Error, double Argument) Normal { get; private set; }

    /// <summary>The largest error where the result is subnormal, and its argument.</summary>
    public (double Error, double Argument) Subnormal { get; private set; }

    /// <summary>The arguments.</summary>
    public long Count { get; private set; }

    /// <summary>Those of them that are outside the domain: the result is not a number.</summary>
    public long Outside { get; private set; }

    /// <summary>Takes an error.</summary>
    public void Add(double argument, double result, double error, bool isSubnormal)
    {
        Count++;
        Outside += double.IsNaN(result) ? 1 : 0;
        if (isSubnormal)
        {
            Subnormal = error > Subnormal.Error ? (error, argument) : Subnormal;
        }
        else
        {
            Normal = error > Normal.Error ? (error, argument) : Normal;
        }
    }

    /// <summary>Takes what another part found.</summary>
    public void Add(Worst other)
    {
        Count += other.Count;
        Outside += other.Outside;
        Normal = other.Normal.Error > Normal.Error ? other.Normal : Normal;
        Subnormal = other.Subnormal.Error > Subnormal.Error ? other.Subnormal : Subnormal;
    }
}
