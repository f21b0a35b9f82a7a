using System.CommandLine;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Reporting;
using RnnGen.Benchmarks.Sections;

// Those in which several threads or processes work know no processor time.
(string Name, Action<Contest, Report> Run, bool KnowsProcessorTime)[] sections =
[
    ("seed", SeedSection.Run, true),
    ("functions", FunctionsSection.Run, true),
    ("networks", NetworkSection.Run, true),
    ("threads", ThreadsSection.Run, false),
    ("steps", StepsSection.Run, true),
    ("units", UnitsSection.Run, true),
    ("layers", LayersSection.Run, true),
    ("sequences", SequencesSection.Run, true),
    ("prediction", PredictionSection.Run, true),
    ("cold", ColdStartSection.Run, false),
    ("build", BuildSection.Run, false),
];

string[] names = [.. sections.Select(section => section.Name)];
var only = new Option<string[]>("--only") { Description = "The sections to measure.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => names };
only.AcceptOnlyFromAmong(names);
var without = new Option<string[]>("--without") { Description = "The sections to leave out.", AllowMultipleArgumentsPerToken = true };
without.AcceptOnlyFromAmong(names);
var rounds = new Option<int>("--rounds") { Description = "How many turns each peer takes.", DefaultValueFactory = _ => 15 };
var turn = new Option<int>("--turn") { Description = "How long a turn is, in milliseconds; at least an iteration.", DefaultValueFactory = _ => 100 };
var processorTime = new Option<bool>("--processor-time") { Description = "Counts processor time, for a machine that does other things at once; leaves out the sections that do not know it." };
var output = new Option<DirectoryInfo?>("--output", "-o") { Description = "The folder that results.md and its figures go to; by default this project's, or where sections are left out its bin/some." };

var folder = new Argument<string>("folder");
var serve = new Command("serve", "Answers as one of the peers.") { folder };
serve.Hidden = true;
serve.SetAction(parsed => Server.Run(parsed.GetValue(folder)!));

var command = new RootCommand("Measures RnnGen beside NumPy, PyTorch and C, in turns.") { only, without, rounds, turn, processorTime, output, serve };
command.SetAction(parsed =>
{
    var data = Directory.CreateTempSubdirectory("rnngen-benchmarks-").FullName;
    try
    {
        using var contest = new Contest(data, parsed.GetValue(rounds), TimeSpan.FromMilliseconds(parsed.GetValue(turn)), parsed.GetValue(processorTime));
        var wanted = parsed.GetValue(only)!.Except(parsed.GetValue(without)!).ToArray();
        var chosen = sections.Where(section => wanted.Contains(section.Name) && (section.KnowsProcessorTime || !parsed.GetValue(processorTime))).ToArray();
        var results = parsed.GetValue(output)?.FullName ?? (chosen.Length == sections.Length ? Peer.Home : Path.Combine(Peer.Home, "bin", "some"));
        var report = new Report(results, parsed.GetValue(processorTime) ? "processor time" : "time", Command(args));
        foreach (var (_, run, _) in chosen)
        {
            run(contest, report);
        }

        report.Finish();
        return 0;
    }
    catch (InvalidOperationException exception)
    {
        // A peer that is not there, or that computes something else.
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
    finally
    {
        Directory.Delete(data, recursive: true);
    }
});
return command.Parse(args).Invoke();

// Without the folder of the results, which is a path of one machine.
static string Command(string[] args) => string.Join(' ', args
    .Where((argument, i) => argument is not ("--output" or "-o") && !argument.StartsWith("--output=", StringComparison.Ordinal) && (i == 0 || args[i - 1] is not ("--output" or "-o")))
    .Prepend("tests/benchmarks/run"));
