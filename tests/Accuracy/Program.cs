using System.CommandLine;
using System.Globalization;
using RnnGen.Accuracy;

var functions = new Argument<string[]>("functions") { Description = "The functions; all of them where none is named.", Arity = ArgumentArity.ZeroOrMore };
functions.AcceptOnlyFromAmong([.. ElementaryFunction.All.Select(function => function.Name)]);
var points = new Option<long>("--points") { Description = "The arguments of each function.", DefaultValueFactory = _ => 30_000_000 };

var single = new Command("float32", "Measures all 2^32 arguments of single precision.") { functions };
single.SetAction(arguments => Print(arguments.GetValue(functions)!, SinglePrecision.Measure));
var precise = new Command("float64", "Measures random arguments of double precision. It needs gcc with libquadmath.") { functions, points };
precise.SetAction(arguments =>
{
    DoublePrecision.BuildReference();
    Print(arguments.GetValue(functions)!, function => DoublePrecision.Measure(function, arguments.GetValue(points)));
});
return new RootCommand("Measures the largest errors of the elementary functions, in units in the last place (ULP).") { single, precise }.Parse(args).Invoke();

static void Print(string[] names, Func<ElementaryFunction, Worst> measure)
{
    Console.WriteLine("| function | arguments | outside the domain (NaN) | largest error, ULP | at | where the result is subnormal | at |");
    Console.WriteLine("|---|---|---|---|---|---|---|");
    foreach (var function in ElementaryFunction.All.Where(function => names.Length == 0 || names.Contains(function.Name)))
    {
        var worst = measure(function);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {function.Name} | {worst.Count} | {worst.Outside} | {worst.Normal.Error:F3} | {worst.Normal.Argument} | {worst.Subnormal.Error:F3} | {worst.Subnormal.Argument} |"));
    }
}
