using System.Runtime.CompilerServices;

namespace RnnGen.Training;

/// <summary>
/// Weight decay as the derivative of <c>weight_decay / 2 * p * p</c>, which PyTorch's optimizers but AdamW add to the gradient.
/// </summary>
internal static class WeightDecay
{
    // Without decay the gradient goes through untouched: 0 * p is no zero where p is infinite.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double AddTo(double gradient, double parameter, double weightDecay) =>
        weightDecay == 0 ? gradient : gradient + (weightDecay * parameter);
}
