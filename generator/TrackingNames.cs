namespace RnnGen.Generator;

/// <summary>The names of the pipeline's steps in their order, by which tests see what ran again.</summary>
internal static class TrackingNames
{
    /// <summary>The text of each YAML file, read into a spec or a cell with its positions.</summary>
    public const string Files = nameof(Files);

    /// <summary>The specs without positions: unchanged by an edit of comments.</summary>
    public const string Specs = nameof(Specs);

    /// <summary>The cell files that specs may name.</summary>
    public const string Cells = nameof(Cells);

    /// <summary>The spec with the cell files that it names and the options of the project.</summary>
    public const string Inputs = nameof(Inputs);

    /// <summary>What is emitted for each spec, with the findings on its equations.</summary>
    public const string Outputs = nameof(Outputs);

    /// <summary>The names of all experiments.</summary>
    public const string Catalog = nameof(Catalog);

    /// <summary>The findings of each file, their positions joined.</summary>
    public const string Diagnostics = nameof(Diagnostics);
}
