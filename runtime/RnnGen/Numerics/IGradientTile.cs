namespace RnnGen.Numerics;

/// <summary>The shape of a tile: the sums of so many rows and units are in registers at the same time.</summary>
internal interface IGradientTile
{
    /// <summary>The rows, 3 or 4.</summary>
    static abstract int Rows { get; }

    /// <summary>The units, 4, or with four rows 6.</summary>
    static abstract int Units { get; }
}

/// <summary>Twelve sums, which with a number of each row and one of the units at a time fill sixteen registers.</summary>
internal readonly struct GradientTile3x4 : IGradientTile
{
    public static int Rows => 3;

    public static int Units => 4;
}

/// <summary>Where there are thirty-two registers, what is left of the units beside <see cref="GradientTile4x6"/>.</summary>
internal readonly struct GradientTile4x4 : IGradientTile
{
    public static int Rows => 4;

    public static int Units => 4;
}

/// <summary>Twenty-four sums, for thirty-two registers.</summary>
internal readonly struct GradientTile4x6 : IGradientTile
{
    public static int Rows => 4;

    public static int Units => 6;
}
