using Xunit;

namespace RnnGen.SpecTests;

/// <summary>The part of the matrix of configurations that needs nothing but the SDK.</summary>
public class MatrixTests
{
    [Fact]
    public void Every_experiment_has_the_same_bits_with_every_register_width_instruction_set_and_number_of_threads()
    {
        var (code, output, error) = DotNetProcess.Run("Matrix", ["jit"]);

        Assert.True(code == 0, output + error);
    }
}
