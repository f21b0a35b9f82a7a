using RnnGen.Training;
using Xunit;

namespace RnnGen.Tests.Training;

/// <summary>Clipping against what PyTorch's makes of the same gradient.</summary>
public class RecordedClippingTests
{
    public static TheoryData<string> Headlines => PytorchRecord.Headlines("clipping");

    [Theory]
    [MemberData(nameof(Headlines))]
    public void A_clipped_gradient_is_that_of_PyTorch(string headline)
    {
        var record = PytorchRecord.Below(headline);
        var gradient = record.Numbers("before").ToArray();
        Create(record).Clip(gradient, CoupledWells.Layout());
        PytorchRecord.AssertClose(record.Numbers("after"), gradient, headline);
    }

    private static GradientClipping Create(PytorchRecord record) => record.Name switch
    {
        "global_norm" => new ClipByGlobalNorm(record.Number("max_norm", double.NaN)),
        "parameter_norm" => new ClipByParameterNorm(record.Number("max_norm", double.NaN)),
        "value" => new ClipByValue(record.Number("clip_value", double.NaN)),
        _ => throw new ArgumentException(record.Name, nameof(record)),
    };
}
