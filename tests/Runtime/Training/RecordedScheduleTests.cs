using RnnGen.Training;
using Xunit;

namespace RnnGen.Tests.Training;

/// <summary>Schedules against the rates that PyTorch's take.</summary>
public class RecordedScheduleTests
{
    public static TheoryData<string> Headlines => PytorchRecord.Headlines("schedule");

    [Theory]
    [MemberData(nameof(Headlines))]
    public void The_rates_are_those_of_PyTorch(string headline)
    {
        var record = PytorchRecord.Below(headline);
        var schedule = Create(record, record.Name).Start(record.Number("learning_rate", double.NaN));
        var recorded = record.Numbers("rates");
        var losses = record.Name == "plateau" ? record.Numbers("losses") : new double[recorded.Length];
        var rates = new double[recorded.Length];
        for (var epoch = 0; epoch < rates.Length; epoch++)
        {
            rates[epoch] = schedule.RateAt(epoch);
            schedule.Observe(epoch, losses[epoch]);
        }

        PytorchRecord.AssertClose(recorded, rates, headline);
    }

    private static Schedule Create(PytorchRecord record, string name) => name switch
    {
        "step" => new StepDecay(record.Integer("step_size", 0), record.Number("gamma", new StepDecay(1).Gamma)),
        "exponential" => new ExponentialDecay(record.Number("gamma", double.NaN)),
        "cosine" => new CosineAnnealing(record.Integer("T_max", 0), record.Number("eta_min", new CosineAnnealing(1).EtaMin)),
        "warm_up" => new WarmUp(
            record.Integer("epochs", 0),
            record.Has("then") ? Create(record, record.Text("then", "")) : null,
            record.Number("start_factor", new WarmUp(1).StartFactor)),
        "plateau" => Plateau(record, new ReduceOnPlateau()),
        _ => throw new ArgumentException(name, nameof(name)),
    };

    private static ReduceOnPlateau Plateau(PytorchRecord record, ReduceOnPlateau defaults) => new(
        record.Number("factor", defaults.Factor),
        record.Integer("patience", defaults.Patience),
        record.Number("threshold", defaults.Threshold),
        record.Text("threshold_mode", "rel") == "abs" ? PlateauThreshold.Absolute : defaults.ThresholdMode,
        record.Integer("cooldown", defaults.Cooldown),
        record.Number("min_lr", defaults.MinLr),
        record.Number("eps", defaults.Eps));
}
