namespace RnnGen.Checking;

/// <summary>One weight's gradient beside its central difference.</summary>
/// <param name="Draw">The draw, from 0.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Index">The index in the flat buffer.</param>
/// <param name="Gradient">The generated code's derivative.</param>
/// <param name="Numerical">The central difference.</param>
public readonly record struct GradientDifference(int Draw, ParameterInfo Parameter, int Index, double Gradient, double Numerical)
{
    /// <summary>|gradient - numerical|.</summary>
    public double Difference => Math.Abs(Gradient - Numerical);

    /// <summary>The difference in units of what is tolerated, atol + rtol * |numerical|: above 1 is too much.</summary>
    public double Excess => Difference / (GradientCheck.AbsoluteTolerance + (GradientCheck.RelativeTolerance * Math.Abs(Numerical)));

    /// <summary>Whether <c>np.allclose(gradient, numerical)</c>.</summary>
    public bool IsClose => Excess <= 1;
}

/// <summary>What a gradient check found.</summary>
/// <param name="Draws">How often weights and sequences were drawn.</param>
/// <param name="Comparisons">How many derivatives were compared.</param>
/// <param name="Failures">How many were not close.</param>
/// <param name="Retaken">How many differences were off and were taken again with other steps.</param>
/// <param name="Worst">The worst of all.</param>
public sealed record GradientCheckResult(int Draws, int Comparisons, int Failures, int Retaken, GradientDifference Worst)
{
    /// <summary>Whether every derivative was close.</summary>
    public bool Passed => Failures == 0;
}
