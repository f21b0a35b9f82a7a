using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>
/// A uniform distribution by one width, after He et al. 2015: <c>torch.nn.init.kaiming_uniform_</c> for a leaky relu.
/// <code>U(-b, b), b = sqrt(3) * sqrt(2 / (1 + a^2)) / sqrt(fan)</code>
/// Source: torch/nn/init.py. Vectors become zero, see <see cref="Initializer"/>.
/// </summary>
/// <param name="a">The negative slope of a leaky relu that follows, as in PyTorch.</param>
/// <param name="mode">Which width counts.</param>
public sealed class KaimingUniform(double a = 0, FanMode mode = FanMode.FanIn) : MatrixInitializer
{
    /// <inheritdoc/>
    protected override void FillMatrix(Span<double> values, int rows, int columns, IRandomSource random)
    {
        var fan = mode == FanMode.FanIn ? rows : columns;
        var bound = Math.Sqrt(3) * (Math.Sqrt(2 / (1 + (a * a))) / Math.Sqrt(fan));
        foreach (ref var value in values)
        {
            value = random.Uniform(-bound, bound);
        }
    }
}
