namespace RnnGen.Generator.Equations;

/// <summary>An elementwise function of one argument.</summary>
/// <param name="Name">Its name in equations.</param>
/// <param name="AtZero">Its value at zero as a number's text.</param>
internal sealed record Function(string Name, string AtZero)
{
    public static readonly Function Identity = new("identity", "0");
    public static readonly Function Square = new("square", "0");

    public static readonly Function Tanh = new("tanh", "0") { Kernel = "Tanh" };
    public static readonly Function Sigmoid = new("sigmoid", "0.5") { Kernel = "Sigmoid" };
    public static readonly Function Exp = new("exp", "1") { Kernel = "Exp" };
    public static readonly Function Expm1 = new("expm1", "0") { Kernel = "Expm1" };
    public static readonly Function Log = new("log", Number.MinusInfinity) { Kernel = "Log" };
    public static readonly Function Softplus = new("softplus", "0.6931471805599453") { Kernel = "Softplus" };
    public static readonly Function Erf = new("erf", "0") { Kernel = "Erf" };
    public static readonly Function Sin = new("sin", "0") { Kernel = "Sin" };
    public static readonly Function Cos = new("cos", "1") { Kernel = "Cos" };

    public static readonly Function Sqrt = new("sqrt", "0") { Instruction = "Sqrt" };
    public static readonly Function Abs = new("abs", "0") { Instruction = "Abs" };

    /// <summary>Zero in place of numbers near the smallest ones; of gradients alone, no equation can name it.</summary>
    public static readonly Function Flush = new("flush", "0");

    public static readonly Function Relu = new("relu", "0") { Inline = x => new Where(0, x, x, 0) };
    public static readonly Function LeakyRelu = new("leaky_relu", "0") { Inline = x => new Where(0, x, x, new Number("0.01") * x) };
    public static readonly Function Softsign = new("softsign", "0") { Inline = x => x / (1 + new Apply(Abs, x)) };
    public static readonly Function HardTanh = new("hard_tanh", "0") { Inline = x => new Where(x, -1, -1, new Where(1, x, 1, x)) };

    /// <summary>PyTorch's and Keras 3's: <c>relu6(x + 3) / 6</c>.</summary>
    public static readonly Function HardSigmoid = new("hard_sigmoid", "0.5") { Inline = x => new Where(x, -3, 0, new Where(3, x, 1, (x + 3) / 6)) };

    /// <summary>With alpha = 1; the exponential sees no positive number, which could overflow, and zero has its gradient.</summary>
    public static readonly Function Elu = new("elu", "0") { Composition = x => new Where(0, x, x, new Apply(Expm1, new Where(0, x, 0, x))) };

    /// <summary>Klambauer et al. 2017.</summary>
    public static readonly Function Selu = new("selu", "0")
    {
        Composition = x => new Number("1.0507009873554805") * new Where(0, x, x, new Number("1.6732632423543772") * new Apply(Expm1, new Where(0, x, 0, x))),
    };

    public static readonly Function Silu = new("silu", "0") { Composition = x => x * new Apply(Sigmoid, x) };

    /// <summary>The exact form, Hendrycks and Gimpel 2016: x times the normal distribution's probability of less than x.</summary>
    /// <remarks>
    /// The sum cancels, as PyTorch's does: of a large negative x fewer and fewer digits are right, and from some -8.4 on, where <c>erf</c> is -1, it is -0.
    /// </remarks>
    public static readonly Function Gelu = new("gelu", "0")
    {
        Composition = x => new Number("0.5") * x * (1 + new Apply(Erf, new Number("0.7071067811865476") * x)),
    };

    /// <summary>Every elementwise function by name.</summary>
    public static readonly IReadOnlyDictionary<string, Function> All = new[]
    {
        Identity, Tanh, Sigmoid, Relu, LeakyRelu, Elu, Selu, Softplus, Softsign, Silu, Gelu, HardSigmoid, HardTanh,
        Exp, Expm1, Log, Sqrt, Square, Abs, Sin, Cos, Erf,
    }.ToDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>The runtime's method that computes it over a block of lanes, or null.</summary>
    public string? Kernel { get; init; }

    /// <summary>The lane's method that computes it in one instruction, or null.</summary>
    public string? Instruction { get; init; }

    /// <summary>What it is in operations in line, or null.</summary>
    public Func<Expression, Expression>? Inline { get; init; }

    /// <summary>What it is in terms of functions with kernels, which take its place when an equation is bound, or null.</summary>
    public Func<Expression, Expression>? Composition { get; init; }

    /// <summary>Whether its code or that of its derivative has the argument, as it is written, twice.</summary>
    public bool RepeatsArgument => this == Square || this == Abs;

    // Equal by name: a delegate is not equal to itself from another place.
    public bool Equals(Function? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode();
}
