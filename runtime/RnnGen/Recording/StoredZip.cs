using System.Text;

namespace RnnGen.Recording;

/// <summary>
/// Writes zip archives whose bytes depend on nothing but the entries: stored without compression, dated 1980-01-01.
/// </summary>
/// <remarks>
/// <see cref="System.IO.Compression.ZipArchive"/> notes the operating system that wrote the archive, and its permissions, in each entry.
/// The format is that of PKWARE's <see href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</see>, 4.3, without the
/// 64-bit extension: at most 65,535 entries and 4 GiB.
/// </remarks>
internal static class StoredZip
{
    private const uint LocalHeader = 0x0403_4B50;
    private const uint CentralHeader = 0x0201_4B50;
    private const uint EndOfCentralDirectory = 0x0605_4B50;

    private const ushort Version = 20;
    private const ushort Utf8Names = 1 << 11;
    private const ushort Stored = 0;
    private const ushort Midnight = 0;
    private const ushort FirstOfJanuary1980 = (1 << 5) | 1;

    /// <summary>
    /// Writes the entries, in their order.
    /// </summary>
    /// <exception cref="OverflowException">More than the format holds.</exception>
    public static void Write(Stream output, IReadOnlyList<(string Name, byte[] Content)> entries)
    {
        using var directory = new MemoryStream();
        using var central = new BinaryWriter(directory);
        using var local = new BinaryWriter(output, Encoding.UTF8, leaveOpen: true);

        uint offset = 0;
        foreach ((var name, var content) in entries)
        {
            var nameBytes = Encoding.UTF8.GetBytes(name);
            var common = CommonFields(nameBytes, content);

            local.Write(LocalHeader);
            local.Write(common);
            local.Write(nameBytes);
            local.Write(content);

            central.Write(CentralHeader);
            central.Write(Version);
            central.Write(common);
            central.Write((ushort)0);   // length of the comment
            central.Write((ushort)0);   // number of the disk
            central.Write((ushort)0);   // internal attributes: binary
            central.Write(0u);          // external attributes: none
            central.Write(offset);
            central.Write(nameBytes);

            offset = checked(offset + sizeof(uint) + (uint)common.Length + (uint)nameBytes.Length + (uint)content.Length);
        }

        local.Write(directory.ToArray());
        local.Write(EndOfCentralDirectory);
        local.Write((ushort)0);         // number of this disk
        local.Write((ushort)0);         // number of the directory's disk
        local.Write(checked((ushort)entries.Count));
        local.Write(checked((ushort)entries.Count));
        local.Write(checked((uint)directory.Length));
        local.Write(offset);
        local.Write((ushort)0);         // length of the comment
    }

    /// <summary>
    /// The 26 bytes that an entry's local header and its header in the central directory share.
    /// </summary>
    private static byte[] CommonFields(byte[] name, byte[] content)
    {
        using var fields = new MemoryStream();
        using var writer = new BinaryWriter(fields);
        writer.Write(Version);
        writer.Write(Ascii.IsValid(name) ? (ushort)0 : Utf8Names);
        writer.Write(Stored);
        writer.Write(Midnight);
        writer.Write(FirstOfJanuary1980);
        writer.Write(Crc32.Of(content));
        writer.Write((uint)content.Length);   // stored
        writer.Write((uint)content.Length);   // of the original
        writer.Write(checked((ushort)name.Length));
        writer.Write((ushort)0);              // length of the extra field
        return fields.ToArray();
    }
}
