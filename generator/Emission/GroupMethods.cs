using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>Steps that share their code, and the methods that it is cut into.</summary>
/// <param name="Group">The steps.</param>
/// <param name="Parts">The methods, which compute a step one after the other.</param>
internal sealed record GroupMethods(StepGroup Group, IReadOnlyList<StepPart> Parts);
