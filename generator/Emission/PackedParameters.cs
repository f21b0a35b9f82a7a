using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>The parameters as code with loops over units reads them: each matrix packed for the products that it is in, each vector as it is.</summary>
internal sealed class PackedParameters
{
    private PackedParameters(IReadOnlyList<PackedField> fields) => Fields = fields;

    public IReadOnlyList<PackedField> Fields { get; }

    public static PackedParameters Of(UnrolledProgram program)
    {
        var operands = program.Forward.Concat(program.Backward)
            .SelectMany(block => block.Statements)
            .SelectMany(UnitOperation.Of)
            .OfType<ProductOperation>()
            .Select(operation => operation.Matrix)
            .Distinct()
            .ToArray();
        var fields = new List<PackedField>();
        var offset = 0;
        foreach (var parameter in program.Network.Parameters.Select(parameter => parameter.Variable))
        {
            if (parameter.Shape.Rank == 2)
            {
                foreach (var operand in operands.Where(operand => operand.Matrix == parameter))
                {
                    fields.Add(new PackedField(operand.Name, offset, Padded(operand.Length), operand, null));
                }
            }
            else
            {
                fields.Add(new PackedField(parameter.Name, offset, Padded(parameter.Shape.Length), null, parameter));
            }

            offset += parameter.Shape.Length;
        }

        return new PackedParameters(fields);
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

    // Every field starts at a multiple of 64 bytes.
    private static int Padded(int length) => (length + 7) / 8 * 8;
}

/// <summary>A field of the packed parameters.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Offset">Where the parameter starts among all.</param>
/// <param name="Length">The field's numbers.</param>
/// <param name="Matrix">The matrix; null where it is a vector.</param>
/// <param name="Vector">The vector; null where it is a matrix.</param>
internal sealed record PackedField(string Name, int Offset, int Length, PackedOperand? Matrix, Variable? Vector);
