using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>How the parameters start.</summary>
internal sealed record InitializationSpec(ChoiceSpec Default, EquatableArray<ParameterInitializer> Parameters);

internal sealed record ParameterInitializer(string Parameter, ChoiceSpec Initializer);
