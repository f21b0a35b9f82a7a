// The shortest program that trains the seed; what counts is the time from its start to its end.
using ColdStart;
using RnnGen.Training;

Console.WriteLine(BitConverter.DoubleToInt64Bits(Trainer.Train(new CountLetterA()).Losses[^1]));
