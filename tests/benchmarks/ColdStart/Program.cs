// The shortest program that trains the seed; what counts is the time from its start to its end.
using ColdStart;
using RnnGen.Recording;
using RnnGen.Training;

Console.WriteLine(BitHash.Prefix([.. Trainer.Train(new CountLetterA()).Losses], 8));
