using RnnGen.Training;

namespace RnnGen.Tests.Training;

/// <summary>
/// Optimizers by the headlines of the recording; an argument that a headline leaves out has our default, and so PyTorch's.
/// </summary>
internal static class RecordedOptimizers
{
    public static Optimizer Create(PytorchRecord record) => record.Name switch
    {
        "sgd" => Sgd(record),
        "rmsprop" => RmsProp(record, new RmsProp()),
        "adagrad" => Adagrad(record, new Adagrad()),
        "adam" => Adam(record, new Adam()),
        "adamw" => AdamW(record, new AdamW()),
        _ => throw new ArgumentException(record.Name, nameof(record)),
    };

    private static Sgd Sgd(PytorchRecord record) => new(
        record.Number("learning_rate", double.NaN),
        record.Number("momentum", 0),
        record.Number("dampening", 0),
        record.Flag("nesterov"),
        record.Number("weight_decay", 0));

    private static RmsProp RmsProp(PytorchRecord record, RmsProp defaults) => new(
        record.Number("learning_rate", defaults.LearningRate),
        record.Number("alpha", defaults.Alpha),
        record.Number("eps", defaults.Eps),
        record.Number("momentum", defaults.Momentum),
        record.Flag("centered"),
        record.Number("weight_decay", defaults.WeightDecay));

    private static Adagrad Adagrad(PytorchRecord record, Adagrad defaults) => new(
        record.Number("learning_rate", defaults.LearningRate),
        record.Number("lr_decay", defaults.LrDecay),
        record.Number("eps", defaults.Eps),
        record.Number("initial_accumulator_value", defaults.InitialAccumulatorValue),
        record.Number("weight_decay", defaults.WeightDecay));

    private static Adam Adam(PytorchRecord record, Adam defaults) => new(
        record.Number("learning_rate", defaults.LearningRate),
        record.Number("beta1", defaults.Beta1),
        record.Number("beta2", defaults.Beta2),
        record.Number("eps", defaults.Eps),
        record.Flag("amsgrad"),
        record.Number("weight_decay", defaults.WeightDecay));

    private static AdamW AdamW(PytorchRecord record, AdamW defaults) => new(
        record.Number("learning_rate", defaults.LearningRate),
        record.Number("beta1", defaults.Beta1),
        record.Number("beta2", defaults.Beta2),
        record.Number("eps", defaults.Eps),
        record.Flag("amsgrad"),
        record.Number("weight_decay", defaults.WeightDecay));
}
