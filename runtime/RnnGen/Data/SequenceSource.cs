namespace RnnGen.Data;

/// <summary>What a whole set of sequences is loaded from: a file, a database, whatever a class of your own reads.</summary>
public abstract class SequenceSource
{
    /// <summary>Loads the sequences, in the order of the set. An experiment keeps what it has loaded, for as many trainings as there are.</summary>
    /// <param name="experiment">The network, whose sizes they have, and whose alphabet where there is one.</param>
    /// <exception cref="InvalidDataException">What there is to load is not there, or is wrong: the command line shows the message, and no stack.</exception>
    public abstract IReadOnlyList<Sequence> Load(Experiment experiment);
}
