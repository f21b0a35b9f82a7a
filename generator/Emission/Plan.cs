using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>How the steps are written down.</summary>
internal enum StepLayout
{
    /// <summary>A method a step, every value with the step in its name.</summary>
    SpelledOut,

    /// <summary>Steps that compute the same share a method; time stays a list of explicit calls.</summary>
    Shared,

    /// <summary>As shared, called from a loop over time.</summary>
    Looped,
}

/// <summary>The decision how a program becomes code, with its reason, which the generated documentation repeats. No plan changes a bit.</summary>
/// <param name="Layout">How the steps are written down.</param>
/// <param name="HasUnitLoops">Whether a statement is a loop over its units, or a call of a kernel, and not a line for each unit.</param>
/// <param name="Reason">Why.</param>
/// <param name="LooksUpInputs">
/// Whether products with one-hot inputs are look-ups, for which each step has the number of the single one behind its inputs.
/// </param>
/// <param name="Window">The steps that the backward pass goes at a time, of <see cref="StepWindow"/>; 0 where it goes all.</param>
internal sealed record Plan(StepLayout Layout, bool HasUnitLoops, string Reason, bool LooksUpInputs = false, int Window = 0)
{
    /// <summary>Up to here the whole program is spelled out: some 1,000 lines, which one can still review.</summary>
    public const int SpelledOutLimit = 2_000;

    /// <summary>
    /// From here on a step's units are loops and kernels; below they are lines of their own. Measured, forward and backward, 16 steps, 16 sequences,
    /// 512 bits, loops against lines: elman of 4 units (50 operations) 1.0 times, gru of 4 (120) 0.95, lstm of 4 (150) 0.95, gru of 8 (310) 0.7, lstm
    /// of 8 (420) 0.7, lstm of 16 0.6; with one sequence gru of 4 1.3, lstm of 4 1.1, gru of 8 0.75. In single precision the same networks take what
    /// as many registers of doubles take: elman of 4 1.1 to 1.2, gru of 4 1.1 to 1.2, lstm of 4 1.0 to 1.2, gru and lstm of 8 0.8 to 0.9.
    /// </summary>
    public const int UnitLoopLimit = 200;

    /// <summary>
    /// Up to here steps that share a method are a list of calls. Nobody reads a longer one, and the compiler takes half a millisecond and more for a
    /// call: of 16,352 calls, lstm in four bidirectional layers over 1,024 steps, it took 22 of the build's 32 seconds.
    /// </summary>
    public const int ListLimit = 5_000;

    /// <summary>What a single step may have at most where the spec asks for units that are spelled out.</summary>
    public const int StepLimit = 20_000;

    /// <summary>
    /// What one unit of a statement may have at most where units are spelled out: it is one expression, whose compilation takes
    /// the square of its length, and the generator goes down it by recursion. Measured, seconds of compilation, elman of 2
    /// units with 128 inputs 1.1, with 256 3.5, with 512 10.
    /// </summary>
    public const int UnitLimit = 500;

    /// <summary>
    /// The lane operations of one method. The JIT inlines some 570 calls a method, and an operation is some three, one in the other: with 256 the
    /// steps of gru and lstm took 4 to 10 times as long.
    /// </summary>
    public const int MethodBudget = 128;

    /// <summary>
    /// From so many inputs on those that are one-hot are looked up. Measured, 32 units, 4 columns, ns a register, products and look-ups:
    /// 8 inputs 2.6 and 2.2, their gradient 2.5 and 1.6, in single precision 2.5 and 4.0, 2.4 and 3.0; 16 inputs 4.7 and 2.3, 4.8 and
    /// 1.7, in single precision 4.7 and 3.9, 4.8 and 3.2; 64 inputs 17.9 and 2.2, 20.7 and 2.4. Networks of few units gain less: one of 2
    /// and 4 units with 8 inputs took 1.1 times as long.
    /// </summary>
    public const int LookUpLimit = 16;

    public bool HasStepNames => Layout == StepLayout.SpelledOut;

    /// <summary>The decision in words.</summary>
    public string Text => "The steps are " + Layout switch
    {
        StepLayout.SpelledOut => "spelled out",
        StepLayout.Shared => "listed, and steps that compute the same share a method",
        _ => "a loop over time",
    } + $": {Reason}." + (LooksUpInputs ? FormattableString.Invariant($" One-hot inputs are looked up, as from {LookUpLimit} on.") : "")
        + (Window > 0 ? FormattableString.Invariant($" The backward pass goes in windows of {Window} steps, as from {StepWindow.FewestSteps} steps on.") : "");

    public static Plan For(UnrolledProgram program, ProgramForm form, UnitForm units)
    {
        var total = program.Forward.Concat(program.Backward).Sum(group => group.Count * OperationCount.Of(group.Representative));
        var step = program.Forward.Max(group => OperationCount.Of(group.Representative));
        var unit = LargestUnit(program).Operations;
        var hasUnitLoops = units == UnitForm.Looped || (units == UnitForm.Auto && (step >= UnitLoopLimit || unit > UnitLimit));
        var isShort = total <= SpelledOutLimit;
        var calls = program.Forward.Concat(program.Backward).Where(group => group.IsShared).Sum(group => group.Count);
        var longList = form == ProgramForm.Unrolled && !program.EndsEarly && calls > ListLimit
            ? FormattableString.Invariant($"a list of steps would have {calls} calls, and up to {ListLimit} are written")
            : null;
        if (hasUnitLoops)
        {
            var reason = units == UnitForm.Looped
                ? "the spec asks for loops over units"
                : step >= UnitLoopLimit
                ? FormattableString.Invariant($"a step has {step} arithmetic operations, and from {UnitLoopLimit} on its units are loops")
                : FormattableString.Invariant($"a unit has {unit} arithmetic operations, and of more than {UnitLimit} units are loops");
            var looksUpInputs = program.Network.InputSize >= LookUpLimit && OnlyMultipliesInputs(program);
            return new Plan(
                form == ProgramForm.Looped || program.EndsEarly || longList is not null ? StepLayout.Looped : StepLayout.Shared,
                true,
                longList is null ? reason : $"{reason}; {longList}",
                looksUpInputs,
                looksUpInputs ? 0 : StepWindow.Of(program));
        }

        if (program.EndsEarly && !isShort)
        {
            return new Plan(StepLayout.Looped, false, "sequences end at different steps, and a panel of eight ends with its longest");
        }

        if (form != ProgramForm.Unrolled)
        {
            return form == ProgramForm.Looped
                ? new Plan(StepLayout.Looped, false, "the spec asks for the looped form")
                : new Plan(StepLayout.Shared, false, "the spec asks for shared steps");
        }

        if (isShort)
        {
            var reason = FormattableString.Invariant($"{total} arithmetic operations in all, and up to {SpelledOutLimit} are");
            return new Plan(StepLayout.SpelledOut, false, reason);
        }

        return longList is not null
            ? new Plan(StepLayout.Looped, false, longList)
            : new Plan(StepLayout.Shared, false, FormattableString.Invariant(
                $"{total} arithmetic operations in all are more than the {SpelledOutLimit} that are spelled out"));
    }

    // The statement with the most operations for one unit of what it assigns.
    private static (Statement? Statement, long Operations) LargestUnit(UnrolledProgram program) =>
        program.Blocks
            .SelectMany(block => block.Statements)
            .Select(statement => ((Statement?)statement, OperationCount.OfUnit(statement)))
            .OrderByDescending(unit => unit.Item2)
            .FirstOrDefault();

    // Whether inputs are read by products with matrices and their gradients alone: the inputs themselves then need not be there.
    private static bool OnlyMultipliesInputs(UnrolledProgram program) =>
        program.Blocks.SelectMany(block => block.Statements).SelectMany(statement => statement.Value.Nodes()).Sum(node => node switch
        {
            Read read when read.Variable.IsInputOfNetwork => 1,
            MatMul { Left: Read left } when left.Variable.IsInputOfNetwork => -1,
            Outer { Left: Read left } when left.Variable.IsInputOfNetwork => -1,
            _ => 0,
        }) == 0;

    /// <summary>Up to here the parameters have room in arrays in every order in which code reads them.</summary>
    public const int ParameterLimit = 1 << 28;

    /// <summary>The runtime lays out structs of less than 128 MiB, of registers of up to 64 bytes.</summary>
    public const int StructLimit = 2_000_000;

    /// <summary>The values of a column have less than 2 GiB: distances between columns are numbers of 32 bits.</summary>
    public const int ValuesLimit = 32_000_000;

    /// <summary>Why a program cannot be emitted, or null.</summary>
    public static Finding? TooLarge(UnrolledProgram program, UnitForm units) =>
        units == UnitForm.SpelledOut && LargestUnit(program) is { Operations: > UnitLimit, Statement: { } statement } unit
            ? Finding.At(
                "model.units",
                Rules.TooLarge,
                FormattableString.Invariant($"a unit of {statement.Target.Text} has {unit.Operations} arithmetic operations, ")
                    + FormattableString.Invariant($"and at most {UnitLimit} can be written out: ")
                    + "ask for 'looped' units, or leave them to the generator")
            : null;

    /// <summary>Why a network cannot be emitted, or null. Looked at before unrolling, which would take long.</summary>
    public static Finding? TooLarge(Network network, UnitForm units)
    {
        var parameters = network.Parameters.Sum(parameter => (long)parameter.Variable.Shape.Rows * parameter.Variable.Shape.Columns);
        var looksUpInputs = network.InputSize >= LookUpLimit && units != UnitForm.SpelledOut;
        var inputsOfStep = StructEmitter.InputsOfStep(network, looksUpInputs, 0).Sum(variable => variable.Shape.Length);
        var inputs = (long)network.SequenceLength * inputsOfStep;
        if (parameters > ParameterLimit)
        {
            return Finding.At(
                "model" + SpecPositions.KeyOf,
                Rules.TooLarge,
                FormattableString.Invariant($"the model has {parameters} parameters, and at most {ParameterLimit} are possible"));
        }

        if (inputs > StructLimit)
        {
            return Finding.At(
                "model" + SpecPositions.KeyOf,
                Rules.TooLarge,
                FormattableString.Invariant($"a sequence of the model has {inputs} inputs, and at most {StructLimit} are possible: ")
                    + "make it shorter");
        }

        if (units != UnitForm.SpelledOut)
        {
            return null;
        }

        var step = network.Layers.SelectMany(layer => layer.Directions).Append(network.Output)
            .Sum(layer => layer.Equations.Sum(equation => equation.Target.Shape.Length * OperationCount.Of(equation.Value)));
        return step <= StepLimit
            ? null
            : Finding.At(
                "model.units",
                Rules.TooLarge,
                FormattableString.Invariant($"a step of the model has {step} multiply-adds, and at most {StepLimit} can be written out: ")
                    + "make the layers smaller, or leave the units to the generator");
    }
}

/// <summary>Counts lane operations, each of which is one call for the JIT to inline.</summary>
internal static class OperationCount
{
    public static long Of(Block block) => block.Statements.Sum(Of);

    /// <summary>The operations of one unit, which is one line where units are spelled out.</summary>
    public static long OfUnit(Statement statement) => statement.Value is Outer or Apply { Function.Kernel: not null } ? 1 : Of(statement.Value);

    // Products with a matrix dominate; everything else counts one an operation and unit.
    private static long Of(Statement statement) =>
        statement.Value is Apply { Function.Kernel: not null } ? 1 : statement.Target.Shape.Length * OfUnit(statement);

    public static int Of(LaneExpression expression) => expression is LaneRead ? 0 : 1 + expression.Operands.Sum(Of);

    public static long Of(Expression value) => value switch
    {
        MatMul product => product.Left.Shape.Columns,
        Sum sum => sum.Width * (1 + Of(sum.Argument)),
        Max max => max.Width * (1 + Of(max.Argument)),
        GroupSum sum => sum.Count * (1 + Of(sum.Argument)),
        Apply { Function.Inline: { } inline } apply => Of(inline(apply.Argument)),
        Read => 0,
        _ => 1 + value.Operands.Sum(Of),
    };
}
