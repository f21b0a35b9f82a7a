using RnnGen.Generator.Emission;
using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Specs;
using Xunit;

namespace RnnGen.Generator.Tests.Emission;

/// <summary>How a program becomes code, and what the generated documentation says of it, on both sides of each limit.</summary>
public class PlanTests
{
    private const string SpelledOut = "The steps are spelled out: ";
    private const string Shared = "The steps are listed, and steps that compute the same share a method: ";
    private const string Looped = "The steps are a loop over time: ";
    private const string LongList = "a list of steps would have 5002 calls, and up to 5000 are written.";
    private const string LengthsDiffer = "sequences end at different steps, and a panel of eight ends with its longest.";

    private static readonly Network Seed = NetworkBinder.Bind(SpecFile.Read("seed.yaml", Spec.Seed).Experiment!, new Dictionary<string, CellSpec?>(), [])!;

    private static readonly Variable Inputs = new("x", VariableKind.Input, Shape.Vector(16), Step: 0);

    [Theory]
    [InlineData(1_999, SpelledOut + "1999 arithmetic operations in all, and up to 2000 are.")]
    [InlineData(2_000, SpelledOut + "2000 arithmetic operations in all, and up to 2000 are.")]
    [InlineData(2_001, Shared + "2001 arithmetic operations in all are more than the 2000 that are spelled out.")]
    public void Steps_are_spelled_out_up_to_a_number_of_operations_in_both_passes(int total, string text) => AssertPlan(text, hasUnitLoops: false, step: 10, total);

    [Theory]
    [InlineData(2_000, SpelledOut + "2000 arithmetic operations in all, and up to 2000 are.")]
    [InlineData(2_001, Looped + LengthsDiffer)]
    public void Beyond_it_steps_are_a_loop_where_lengths_differ(int total, string text) => AssertPlan(text, hasUnitLoops: false, step: 10, total, hasLengths: true);

    [Theory]
    [InlineData(199, Shared + "3000 arithmetic operations in all are more than the 2000 that are spelled out.", false)]
    [InlineData(200, Shared + "a step has 200 arithmetic operations, and from 200 on its units are loops.", true)]
    [InlineData(201, Shared + "a step has 201 arithmetic operations, and from 200 on its units are loops.", true)]
    public void Units_are_loops_from_a_number_of_operations_of_a_forward_step_on(int step, string text, bool hasUnitLoops) => AssertPlan(text, hasUnitLoops, step, total: 3_000);

    [Theory]
    [InlineData(500, SpelledOut + "604 arithmetic operations in all, and up to 2000 are.")]
    [InlineData(501, Shared + "a unit has 501 arithmetic operations, and of more than 500 units are loops.")]
    public void Units_are_loops_where_one_would_be_too_long_a_line(int operations, string text)
    {
        var gradient = new MatMul(Of(0, operations), new Variable("W", VariableKind.Parameter, Shape.Matrix(operations, 1)), Transposed: false);
        var program = new UnrolledProgram(Seed, StepGroup.Of([Sums(0, 104)]), StepGroup.Of([Step(0, gradient)]));

        Assert.Equal(text, Plan.For(program, ProgramForm.Unrolled, UnitForm.Auto).Text);
    }

    [Theory]
    [InlineData(nameof(ProgramForm.Unrolled), false, Shared)]
    [InlineData(nameof(ProgramForm.Unrolled), true, Looped)]
    [InlineData(nameof(ProgramForm.Shared), false, Shared)]
    [InlineData(nameof(ProgramForm.Shared), true, Looped)]
    [InlineData(nameof(ProgramForm.Looped), false, Looped)]
    [InlineData(nameof(ProgramForm.Looped), true, Looped)]
    public void Steps_with_loops_over_units_are_never_spelled_out(string form, bool hasLengths, string layout)
    {
        AssertPlan(layout + "a step has 200 arithmetic operations, and from 200 on its units are loops.", hasUnitLoops: true, step: 200, total: 1_500, hasLengths, form);
        AssertPlan(layout + "the spec asks for loops over units.", hasUnitLoops: true, step: 1, total: 100, hasLengths, form, nameof(UnitForm.Looped));
    }

    [Theory]
    [InlineData(nameof(ProgramForm.Shared), false, 100, Shared + "the spec asks for shared steps.")]
    [InlineData(nameof(ProgramForm.Shared), false, 2_001, Shared + "the spec asks for shared steps.")]
    [InlineData(nameof(ProgramForm.Shared), true, 2_000, Shared + "the spec asks for shared steps.")]
    [InlineData(nameof(ProgramForm.Shared), true, 2_001, Looped + LengthsDiffer)]
    [InlineData(nameof(ProgramForm.Looped), false, 100, Looped + "the spec asks for the looped form.")]
    [InlineData(nameof(ProgramForm.Looped), false, 2_001, Looped + "the spec asks for the looped form.")]
    [InlineData(nameof(ProgramForm.Looped), true, 2_000, Looped + "the spec asks for the looped form.")]
    [InlineData(nameof(ProgramForm.Looped), true, 2_001, Looped + LengthsDiffer)]
    public void The_spec_asks_for_a_form(string form, bool hasLengths, int total, string text) => AssertPlan(text, hasUnitLoops: false, step: 10, total, hasLengths, form);

    [Theory]
    [InlineData(400, 2_000, SpelledOut + "2000 arithmetic operations in all, and up to 2000 are.")]
    [InlineData(5_000, 40_000, Shared + "40000 arithmetic operations in all are more than the 2000 that are spelled out.")]
    public void The_spec_asks_for_units_that_are_spelled_out(int step, int total, string text) => AssertPlan(text, hasUnitLoops: false, step, total, units: nameof(UnitForm.SpelledOut));

    // Of so many steps, in each pass all but the first compute the same.
    [Theory]
    [InlineData(2_500, nameof(ProgramForm.Unrolled), nameof(UnitForm.Auto), Shared + "12500 arithmetic operations in all are more than the 2000 that are spelled out.")]
    [InlineData(2_501, nameof(ProgramForm.Unrolled), nameof(UnitForm.Auto), Looped + LongList)]
    [InlineData(2_501, nameof(ProgramForm.Shared), nameof(UnitForm.Auto), Shared + "the spec asks for shared steps.")]
    [InlineData(2_501, nameof(ProgramForm.Looped), nameof(UnitForm.Auto), Looped + "the spec asks for the looped form.")]
    [InlineData(2_500, nameof(ProgramForm.Unrolled), nameof(UnitForm.Looped), Shared + "the spec asks for loops over units.")]
    [InlineData(2_501, nameof(ProgramForm.Unrolled), nameof(UnitForm.Looped), Looped + "the spec asks for loops over units; " + LongList)]
    [InlineData(2_501, nameof(ProgramForm.Shared), nameof(UnitForm.Looped), Shared + "the spec asks for loops over units.")]
    [InlineData(2_501, nameof(ProgramForm.Looped), nameof(UnitForm.Looped), Looped + "the spec asks for loops over units.")]
    public void Steps_are_listed_up_to_a_number_of_calls_in_both_passes(int steps, string form, string units, string text)
    {
        var middle = new StepGroup(Differences(1, 2), steps);
        var program = new UnrolledProgram(
            Seed, new[] { new StepGroup(Sums(0, 1)), middle }.ToEquatableArray(), new[] { middle with { IsDescending = true }, new StepGroup(Sums(0, 2_499)) }.ToEquatableArray());

        Assert.Equal(text, Plan.For(program, Enum.Parse<ProgramForm>(form), Enum.Parse<UnitForm>(units)).Text);
    }

    [Theory]
    [InlineData(15, nameof(UnitForm.Looped), false)]
    [InlineData(16, nameof(UnitForm.Looped), true)]
    [InlineData(16, nameof(UnitForm.SpelledOut), false)]
    public void Inputs_are_looked_up_from_a_number_on_where_units_are_loops(int inputSize, string units, bool looksUp) =>
        AssertLookUp(looksUp, inputSize, units, new MatMul(new Read(Inputs), Matrix, Transposed: false), new Outer(new Read(Inputs), new Read(Inputs.Gradient)));

    [Fact]
    public void Inputs_that_more_than_products_with_matrices_and_their_gradients_read_are_not_looked_up()
    {
        var input = new Read(Inputs);

        AssertLookUp(true, 16, nameof(UnitForm.Looped), new MatMul(input, Matrix, Transposed: false), new Outer(input, new Read(Inputs.Gradient)));
        AssertLookUp(false, 16, nameof(UnitForm.Looped), new MatMul(input, Matrix, Transposed: false), input * input);
        AssertLookUp(false, 16, nameof(UnitForm.Looped), input + input, new Outer(input, new Read(Inputs.Gradient)));
        AssertLookUp(false, 16, nameof(UnitForm.Looped), new MatMul(input + input, Matrix, Transposed: false), new Outer(input, new Read(Inputs.Gradient)));
    }

    [Theory]
    [InlineData("z + b", 1)]
    [InlineData("z * b - z", 2)]
    [InlineData("-z", 1)]
    [InlineData("x @ W", 3)]
    [InlineData("x @ W + z @ U", 6)]
    [InlineData("sum(z * b)", 4)]
    public void The_operations_of_a_unit_are_counted(string expression, int count) => Assert.Equal(count, OperationCount.Of(EquationText.Parse(expression)));

    private static Variable Matrix { get; } = new("W", VariableKind.Parameter, Shape.Matrix(16, 16));

    private static void AssertPlan(string text, bool hasUnitLoops, int step, int total, bool hasLengths = false, string form = nameof(ProgramForm.Unrolled), string units = nameof(UnitForm.Auto))
    {
        var plan = Plan.For(Program(step, total, hasLengths), Enum.Parse<ProgramForm>(form), Enum.Parse<UnitForm>(units));

        Assert.Equal(text, plan.Text);
        Assert.Equal(hasUnitLoops, plan.HasUnitLoops);
        Assert.Equal(text.StartsWith(SpelledOut, StringComparison.Ordinal), plan.HasStepNames);
    }

    private static void AssertLookUp(bool expected, int inputSize, string units, Expression forward, Expression backward)
    {
        var program = new UnrolledProgram(Seed with { InputSize = inputSize }, StepGroup.Of([Step(0, forward)]), StepGroup.Of([Step(0, backward)]));
        var plan = Plan.For(program, ProgramForm.Unrolled, Enum.Parse<UnitForm>(units));

        Assert.Equal(expected, plan.LooksUpInputs);
        Assert.Equal(expected, plan.Text.EndsWith(" One-hot inputs are looked up, as from 16 on.", StringComparison.Ordinal));
    }

    // Four steps of so many operations; the backward pass has the others. The first step differs from the rest, and in the backward pass the last one, too, as in a network.
    private static UnrolledProgram Program(int step, int total, bool hasLengths)
    {
        var program = new UnrolledProgram(
            Seed with { HasVariableLength = hasLengths },
            StepGroup.Of([Sums(0, step), Differences(1, step), Differences(2, step), Differences(3, step)]),
            StepGroup.Of([Sums(3, total - (4 * step) - 3), Differences(2, 1), Differences(1, 1), Sums(0, 1)]));
        Assert.Equal(hasLengths, program.EndsEarly);
        return program;
    }

    private static Block Sums(int step, int units) => Step(step, Of(step, units) + Of(step, units));

    private static Block Differences(int step, int units) => Step(step, Of(step, units) - Of(step, units));

    // As many operations as units.
    private static Read Of(int step, int units) => new(new Variable("z", VariableKind.Local, Shape.Vector(units), step));

    private static Block Step(int step, Expression value) => new(step, new[] { new Statement(new Variable("s", VariableKind.Local, value.Shape, step), value) }.ToEquatableArray());
}
