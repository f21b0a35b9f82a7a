using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>The code of a group of steps where statements are loops over units: products of all columns, then loops column by column, and so on.</summary>
internal static class UnitLoopMethods
{
    /// <summary>The methods that compute a step.</summary>
    public static List<StepPart> Of(StepGroup group, Names names, string name)
    {
        var printer = new LoopPrinter(group, names, new Dictionary<Variable, int>());
        var operations = group.Representative.Statements.Where(statement => !statement.Accumulates).SelectMany(UnitOperation.Of);
        var parts = new List<StepPart>();
        foreach (var run in Schedule.Of(operations, operation => operation.Statement, operation => operation is ProductOperation))
        {
            if (run[0] is ProductOperation)
            {
                parts.Add(new StepPart("", 0, [new StepSection(Products(run.Cast<ProductOperation>(), group, names, printer), IsForAllColumns: true)]));
            }
            else
            {
                parts.AddRange(Loops(run, group, names, printer));
            }
        }

        return StepPart.Numbered(name, parts);
    }

    /// <summary>The methods that add what a step has for the gradients of parameters, column by column.</summary>
    public static List<StepPart> OfGradients(
        StepGroup group,
        IEnumerable<Statement> statements,
        Names names,
        IReadOnlyDictionary<Variable, int> offsets,
        string name) =>
        StepPart.Numbered(name, [.. Loops(statements.SelectMany(UnitOperation.Of), group, names, new LoopPrinter(group, names, offsets))]);

    private static List<string> Products(IEnumerable<ProductOperation> products, StepGroup group, Names names, LoopPrinter printer)
    {
        var lines = new List<string>();
        Statement? statement = null;
        foreach (var product in products)
        {
            if (!ReferenceEquals(statement, product.Statement))
            {
                statement = product.Statement;
                lines.Add(Equation(statement, product.Continues, group, names));
            }

            lines.AddRange(printer.PrintProduct(product, isOneColumn: false));
        }

        return lines;
    }

    private static IEnumerable<StepPart> Loops(IEnumerable<UnitOperation> operations, StepGroup group, Names names, LoopPrinter printer)
    {
        var lines = new List<string>();
        var pointers = new SortedSet<string>(StringComparer.Ordinal);
        var total = 0;
        Statement? statement = null;

        // Each gradient once, as in StepMethods.
        var accumulated = new HashSet<Variable>();
        foreach (var operation in operations)
        {
            var printed = printer.Print(operation);
            var isAgain = operation.Statement.Accumulates && !ReferenceEquals(statement, operation.Statement) && !accumulated.Add(operation.Statement.Target);
            if (isAgain || (total > 0 && total + printed.Cost > Plan.MethodBudget))
            {
                accumulated.Clear();
                yield return new StepPart("", 0, [new StepSection([.. pointers, .. lines])]);
                (lines, total, statement) = ([], 0, null);
                accumulated.Add(operation.Statement.Target);
                pointers.Clear();
            }

            if (!ReferenceEquals(statement, operation.Statement))
            {
                statement = operation.Statement;
                lines.Add(Equation(statement, operation.Continues && !statement.Accumulates, group, names));
            }

            lines.AddRange(printed.Lines);
            pointers.UnionWith(printed.Pointers);
            total += printed.Cost;
        }

        if (lines.Count > 0)
        {
            yield return new StepPart("", 0, [new StepSection([.. pointers, .. lines])]);
        }
    }

    private static string Equation(Statement statement, bool continues, StepGroup group, Names names) =>
        $"// {statement.Equation(variable => names.InEquation(variable, group))}{(continues ? ", continued" : "")}";
}
