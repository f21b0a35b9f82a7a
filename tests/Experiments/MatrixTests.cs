using Xunit;

namespace RnnGen.SpecTests;

/// <summary>The part of the matrix of configurations that is about registers, instruction sets and threads.</summary>
/// <remarks>
/// With short trainings, a fiftieth of what the snapshots show: without an instruction for the fused multiply-add, whole ones take minutes. Whole ones are compared in this process, at every register
/// width, by <see cref="DifferentialTests"/>; those in every configuration by the matrix itself, which is a program.
/// </remarks>
public class MatrixTests
{
    [Fact]
    public void Every_experiment_has_the_same_bits_with_every_register_width_instruction_set_and_number_of_threads()
    {
        var (code, output, error) = DotNetProcess.Run("Matrix", ["jit", "--short"]);

        Assert.True(code == 0, output + error);
    }
}
