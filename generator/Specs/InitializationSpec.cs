using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>How the parameters start.</summary>
/// <param name="Default">How a parameter without an initializer of its own does.</param>
/// <param name="Parameters">The initializers of single parameters.</param>
/// <param name="HasStreamOfEach">Whether each parameter has a random stream of its own, <c>generator: philox</c>, and not all of them one.</param>
internal sealed record InitializationSpec(ChoiceSpec Default, EquatableArray<ParameterInitializer> Parameters, bool HasStreamOfEach);

internal sealed record ParameterInitializer(string Parameter, ChoiceSpec Initializer);
