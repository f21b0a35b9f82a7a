using System.CommandLine;
using RnnGen.Matrix;

var parts = new Argument<string[]>("parts") { Description = "The parts of the matrix; all of them where none is named.", Arity = ArgumentArity.ZeroOrMore };
parts.AcceptOnlyFromAmong([.. Configuration.Parts]);
var isShort = new Option<bool>(Worker.ShortOption) { Description = "Trains a fiftieth of what the snapshots show." };
var worker = new Command(Worker.Command) { Hidden = true, Options = { isShort } };
worker.SetAction(arguments => Worker.Write(arguments.GetValue(isShort), Console.Out));
var command = new RootCommand("Runs every experiment in every configuration, and compares the bits of losses, gradients and weights.") { parts, isShort, worker };
command.SetAction(arguments => Comparison.Run(arguments.GetValue(parts)!, arguments.GetValue(isShort), Console.Out) ? 0 : 1);
return command.Parse(args).Invoke();
