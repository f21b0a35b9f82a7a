using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>The parameters as code with loops over units reads them: each matrix packed for the products that it is in, each vector as it is.</summary>
internal sealed class PackedParameters
{
    private PackedParameters(IReadOnlyList<PackedField> fields, int length) => (Fields, Length) = (fields, length);

    public IReadOnlyList<PackedField> Fields { get; }

    /// <summary>The numbers of all fields.</summary>
    public int Length { get; }

    public static PackedParameters Of(UnrolledProgram program)
    {
        var operands = program.Blocks
            .SelectMany(block => block.Statements)
            .SelectMany(UnitOperation.Of)
            .OfType<ProductOperation>()
            .Select(operation => operation.Matrix)
            .Distinct()
            .ToArray();
        var fields = new List<PackedField>();
        var (offset, start) = (0, 0);
        foreach (var parameter in program.Network.Parameters.Select(parameter => parameter.Variable))
        {
            if (parameter.Shape.Rank == 2)
            {
                foreach (var operand in operands.Where(operand => operand.Matrix == parameter))
                {
                    Add(operand.Name, operand.Length, operand, null);
                }
            }
            else
            {
                Add(parameter.Name, parameter.Shape.Length, null, parameter);
            }

            offset += parameter.Shape.Length;
        }

        return new PackedParameters(fields, start);

        void Add(string name, int length, PackedOperand? matrix, Variable? vector)
        {
            fields.Add(new PackedField(name, offset, start, matrix, vector));
            start += Padded(length);
        }
    }

    /// <summary>Where each parameter's gradient starts.</summary>
    public static IReadOnlyDictionary<Variable, int> Offsets(Network network)
    {
        var offsets = new Dictionary<Variable, int>();
        var offset = 0;
        foreach (var parameter in network.Parameters.Select(parameter => parameter.Variable))
        {
            offsets.Add(parameter.Gradient, offset);
            offset += parameter.Shape.Length;
        }

        return offsets;
    }

    // Every field starts at a multiple of 64 bytes, in single precision too.
    private static int Padded(int length) => (length + 15) / 16 * 16;
}

/// <summary>A field of the packed parameters.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Offset">Where the parameter starts among all.</param>
/// <param name="Start">Where the field starts among all.</param>
/// <param name="Matrix">The matrix; null where it is a vector.</param>
/// <param name="Vector">The vector; null where it is a matrix.</param>
internal sealed record PackedField(string Name, int Offset, int Start, PackedOperand? Matrix, Variable? Vector);
