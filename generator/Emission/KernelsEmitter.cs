using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes what the runtime calls, and where it finds numbers.</summary>
internal static class KernelsEmitter
{
    /// <summary>Writes them.</summary>
    /// <param name="header">The member that they are the value of.</param>
    /// <param name="program">The program.</param>
    /// <param name="plan">How it is written.</param>
    /// <param name="storage">Where its values lie.</param>
    /// <param name="writer">Receives the code.</param>
    /// <param name="initialParameters">For each carried state where the parameters stand that it starts from, or null.</param>
    /// <param name="hasFirstStep">Whether the first step has code of its own.</param>
    public static void Write(
        string header,
        UnrolledProgram program,
        Plan plan,
        Storage storage,
        SourceWriter writer,
        IReadOnlyList<int?>? initialParameters = null,
        bool hasFirstStep = false)
    {
        var network = program.Network;
        using (writer.Block(header, "};"))
        {
            writer.Line("Forward = &Forward<TLane>,");
            if (hasFirstStep)
            {
                writer.Line("First = &First<TLane>,");
            }

            if (network.HasLoss)
            {
                writer.Line("Backward = &Backward<TLane>,");
            }
            else
            {
                writer.Line("Answer = &Answer<TLane>,");
            }

            if (plan.HasUnitLoops)
            {
                if (network.HasLoss)
                {
                    writer.Line("Gradients = &Gradients<TLane>,");
                }

                if (plan.Window > 0)
                {
                    writer.Line(FormattableString.Invariant($"Window = {plan.Window},"));
                }

                writer.Line("Load = &Load<TLane>,").Line(FormattableString.Invariant($"LoadedLength = {PackedParameters.Of(program).Length},"));
            }

            writer.Line("InputsLength = sizeof(Inputs<TLane>) / sizeof(TLane),");
            var inputStride = StructEmitter.InputsOfStep(network, plan.LooksUpInputs, 0).Sum(variable => variable.Shape.Length);
            writer.Line(FormattableString.Invariant($"InputStride = {inputStride},"));
            if (plan.LooksUpInputs)
            {
                writer.Line("LooksUpInputs = true,");
            }

            writer.Line($"ValuesLength = {new Names(plan, storage).ColumnSize(ofInputs: false)} / sizeof(TLane),");
            if (storage.IsLarge && network.HasOutputEachStep && network.HasLoss)
            {
                writer.Line(FormattableString.Invariant($"AnswerOffset = {storage.ColumnValues.Sum(value => value.Shape.Length)},"));
            }

            writer.Line(!network.HasOutputEachStep || !network.HasLoss ? "ValueStride = 0,"
                : plan.HasStepNames ? FormattableString.Invariant($"ValueStride = {network.Output.Output.Shape.Columns + 1},")
                : "ValueStride = sizeof(ValueStep<TLane>) / sizeof(TLane),");
            var carried = StructEmitter.CarriedStates(program, plan, storage).Select((state, index) =>
            {
                var initial = initialParameters?[index] is { } parameter
                    ? FormattableString.Invariant($" {{ InitialParameter = {parameter} }}")
                    : "";
                return FormattableString.Invariant($"new CarriedState({state.Value}, {state.Input}, {state.Length}){initial}");
            }).ToArray();
            if (carried.Length > 0)
            {
                writer.Line($"CarriedStates = [{string.Join(", ", carried)}],");
            }
        }

        if (plan.HasUnitLoops)
        {
            WriteLoad(program, writer);
        }
    }

    private static void WriteLoad(UnrolledProgram program, SourceWriter writer)
    {
        writer.Line().Line("/// <summary>Brings the parameters into the order in which the code reads them.</summary>");
        using (writer.Block("private static void Load<TLane>(double* parameters, TLane* loaded)\n    where TLane : unmanaged, ILane<TLane>"))
        {
            writer.Line("var p = new Parameters<TLane>(loaded);");
            foreach (var field in PackedParameters.Of(program).Fields)
            {
                var (from, to) = (FormattableString.Invariant($"parameters + {field.Offset}"), $"p.{Names.WholeField(field.Name)}");
                writer.Line(field.Matrix is { } operand
                    ? Packing(operand, from, to)
                    : FormattableString.Invariant($"PackedMatrix.Copy({from}, length: {field.Vector!.Shape.Length}, {to});"));
            }
        }
    }

    private static string Packing(PackedOperand operand, string from, string to)
    {
        var shape = operand.Matrix.Shape;
        var method = operand.Transposed ? "PackTransposed" : "Pack";
        var negated = operand.Minus ? ", negated: true" : "";
        return operand.Copies > 1
            ? FormattableString.Invariant($"PackedMatrix.PackCopies({from}, length: {shape.Length}, copies: {operand.Copies}, {to}{negated});")
            : FormattableString.Invariant($"PackedMatrix.{method}({from}, rows: {shape.Rows}, columns: {shape.Columns}, {to}{negated});");
    }
}
