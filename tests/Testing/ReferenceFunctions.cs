namespace RnnGen.Testing;

/// <summary>The language's elementwise functions with their derivatives, from their textbook formulas and the framework's functions.</summary>
public static class ReferenceFunctions
{
    private const double SeluScale = 1.0507009873554805;
    private const double SeluAlpha = 1.6732632423543772;

    /// <summary>The value and the derivative of a function.</summary>
    public static (double Value, double Derivative) Of(string function, double x)
    {
        var sigmoid = 1 / (1 + Math.Exp(-x));
        return function switch
        {
            "identity" => (x, 1),
            "tanh" => (Math.Tanh(x), 1 - (Math.Tanh(x) * Math.Tanh(x))),
            "sigmoid" => (sigmoid, sigmoid * (1 - sigmoid)),
            "relu" => x > 0 ? (x, 1) : (0, 0),
            "leaky_relu" => x > 0 ? (x, 1) : (0.01 * x, 0.01),
            "elu" => x > 0 ? (x, 1) : (Expm1(x), Math.Exp(x)),
            "selu" => x > 0 ? (SeluScale * x, SeluScale) : (SeluScale * SeluAlpha * Expm1(x), SeluScale * SeluAlpha * Math.Exp(x)),
            "softplus" => (Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))), sigmoid),
            "softsign" => (x / (1 + Math.Abs(x)), 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x)))),
            "silu" => (x * sigmoid, sigmoid + (x * sigmoid * (1 - sigmoid))),
            "gelu" => (0.5 * x * (1 + Erf(x / Math.Sqrt(2))), (0.5 * (1 + Erf(x / Math.Sqrt(2)))) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI))),
            "hard_sigmoid" => x <= -3 ? (0, 0) : x >= 3 ? (1, 0) : ((x / 6) + 0.5, 1.0 / 6),
            "hard_tanh" => (Math.Clamp(x, -1, 1), Math.Abs(x) < 1 ? 1 : 0),
            "exp" => (Math.Exp(x), Math.Exp(x)),
            "expm1" => (Expm1(x), Math.Exp(x)),
            "log" => (Math.Log(x), 1 / x),
            "sqrt" => (Math.Sqrt(x), 0.5 / Math.Sqrt(x)),
            "square" => (x * x, 2 * x),
            "abs" => (Math.Abs(x), x > 0 ? 1 : x < 0 ? -1 : 0),
            "sin" => (Math.Sin(x), Math.Cos(x)),
            "cos" => (Math.Cos(x), -Math.Sin(x)),
            "erf" => (Erf(x), 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x)),
            _ => throw new ArgumentException($"There is no function '{function}'.", nameof(function)),
        };
    }

    // W. Kahan's: the rounding error of the exponential cancels against that of its logarithm.
    private static double Expm1(double x)
    {
        var u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 || Math.Abs(x) > 1 ? u - 1 : (u - 1) * x / Math.Log(u);
    }

    private static double LogOnePlus(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    // The power series times e^-x^2, whose terms are all positive: 2/sqrt(pi) * e^-x^2 * sum 2^n x^(2n+1) / (1 * 3 * ... * (2n+1)).
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 6)
        {
            return x > 0 ? 1 : -1;
        }

        var (term, sum) = (x, x);
        for (var n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
