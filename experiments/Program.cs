using Experiments;
using RnnGen.CommandLine;

return ExperimentApplication.Run(ExperimentCatalog.All, args);
