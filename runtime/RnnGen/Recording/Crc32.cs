namespace RnnGen.Recording;

/// <summary>
/// The checksum of a zip entry: CRC-32 with the reflected polynomial <c>0xEDB88320</c>.
/// </summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB8_8320;

    private static readonly uint[] Table = BuildTable();

    /// <summary>
    /// The checksum of <paramref name="bytes"/>.
    /// </summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = (crc >> 8) ^ Table[(byte)(crc ^ b)];
        }

        return ~crc;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[256];
        for (uint b = 0; b < table.Length; b++)
        {
            var crc = b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
            }

            table[b] = crc;
        }

        return table;
    }
}
