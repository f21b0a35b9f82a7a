using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>Reads what stands under <c>initialization</c>. Which parameters there are, only the equations know.</summary>
internal static class InitializationReader
{
    public static InitializationSpec Read(MappingReader initialization, SpecReader reader)
    {
        var fallback = ChoiceReader.Read(
            initialization.Mapping("default", "the distribution of every parameter without one of its own"), Initializers.Family, reader);
        var hasStreamOfEach = initialization.Choice("generator", "generator of random numbers", null, ["random_state", "philox"]) == "philox";
        var parameters = initialization.Mapping("parameters");
        var overrides = parameters.Entries.Select(entry => Override(entry.Key.Value)).ToEquatableArray();
        initialization.Finish();
        return new InitializationSpec(fallback, overrides, hasStreamOfEach);

        ParameterInitializer Override(string name) =>
            new(name, ChoiceReader.Read(parameters.Mapping(name, "a distribution such as { name: zeros }"), Initializers.Family, reader));
    }
}
