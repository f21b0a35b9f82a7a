namespace RnnGen.Generator.Specs;

/// <summary>What <c>training.optimizer</c> may be, with PyTorch's defaults: the classes of <c>RnnGen.Training</c> have the formulas.</summary>
internal static class Optimizers
{
    public static ChoiceFamily Family { get; } = new(
        "optimizer",
        "the optimizer's name",
        new("sgd", "Sgd", LearningRate(null), Momentum,
            new NumberArgument("dampening", "the share of a gradient kept out of the momentum", NumberRange.Any, "0"),
            new FlagArgument("nesterov", "whether the momentum is Nesterov's", "false"), WeightDecay("0"))
        {
            Check = arguments => arguments["nesterov"] == "true" && (IsZero(arguments["momentum"]) || !IsZero(arguments["dampening"]))
                ? ("nesterov", "false where there is no momentum, or a dampening")
                : null,
        },
        new("rmsprop", "RmsProp", LearningRate("0.01"),
            new NumberArgument("alpha", "the share of the average that a step keeps", NumberRange.FromZeroToOne, "0.99"), Eps("1e-8"), Momentum,
            new FlagArgument("centered", "whether to divide by an estimate of the standard deviation", "false"), WeightDecay("0")),
        new("adagrad", "Adagrad", LearningRate("0.01"), new NumberArgument("lr_decay", "how fast the rate falls", NumberRange.NotNegative, "0"), Eps("1e-10"),
            new NumberArgument("initial_accumulator_value", "what the sums start from", NumberRange.NotNegative, "0"), WeightDecay("0")),
        new("adam", "Adam", LearningRate("0.001"), Beta1, Beta2, Eps("1e-8"), Amsgrad, WeightDecay("0")),
        new("adamw", "AdamW", LearningRate("0.001"), Beta1, Beta2, Eps("1e-8"), Amsgrad, WeightDecay("0.01")));

    private static NumberArgument Momentum => new NumberArgument("momentum", "the share of the velocity that a step keeps", NumberRange.NotNegative, "0");

    private static NumberArgument Beta1 => new NumberArgument("beta1", "the share of the mean that a step keeps", NumberRange.FromZeroToBelowOne, "0.9");

    private static NumberArgument Beta2 => new NumberArgument("beta2", "the share of the square that a step keeps", NumberRange.FromZeroToBelowOne, "0.999");

    private static FlagArgument Amsgrad => new FlagArgument("amsgrad", "whether to divide by the largest square so far", "false");

    private static NumberArgument LearningRate(string? fallback) => new NumberArgument("learning_rate", "the learning rate", NumberRange.Positive, fallback);

    private static NumberArgument Eps(string fallback) => new NumberArgument("eps", "what keeps the divisor from zero", NumberRange.NotNegative, fallback);

    private static NumberArgument WeightDecay(string fallback) => new NumberArgument("weight_decay", "the weight decay", NumberRange.NotNegative, fallback);

    private static bool IsZero(string number) => NumberText.Value(number) == 0;
}
