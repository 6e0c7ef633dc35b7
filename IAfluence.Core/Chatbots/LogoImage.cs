using System.Buffers.Binary;

namespace IAfluence.Core.Chatbots;

/// <summary>What keeps a file from being a logo.</summary>
public enum LogoFault
{
    None,

    /// <summary>No file, or an empty one.</summary>
    Missing,

    TooHeavy,

    /// <summary>Neither PNG nor JPEG nor WebP, whatever it is called.</summary>
    NotAnImage,

    TooWide,
}

/// <summary>An image's kind and size, read from its first bytes: neither its name nor what a browser says of it is believed.</summary>
public sealed record LogoImage(string ContentType, int Width, int Height)
{
    public const int MaxBytes = 64 * 1024;
    public const int MaxPixels = 512;

    /// <param name="bytes">The whole file.</param>
    public static (LogoImage? Image, LogoFault Fault) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return (null, LogoFault.Missing);
        if (bytes.Length > MaxBytes)
            return (null, LogoFault.TooHeavy);
        if ((PngOrNull(bytes) ?? WebPOrNull(bytes) ?? JpegOrNull(bytes)) is not { Width: > 0, Height: > 0 } image)
            return (null, LogoFault.NotAnImage);
        return image.Width > MaxPixels || image.Height > MaxPixels ? (null, LogoFault.TooWide) : (image, LogoFault.None);
    }

    private static LogoImage? PngOrNull(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 33 && bytes[0] == 0x89 && bytes[1..].StartsWith("PNG\r\n\u001a\n"u8) && bytes[12..].StartsWith("IHDR"u8)
            ? new("image/png", Clamped(BinaryPrimitives.ReadUInt32BigEndian(bytes[16..])), Clamped(BinaryPrimitives.ReadUInt32BigEndian(bytes[20..])))
            : null;

    private static LogoImage? WebPOrNull(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30 || !bytes.StartsWith("RIFF"u8) || !bytes[8..].StartsWith("WEBPVP8"u8))
            return null;
        var (width, height) = bytes[15] switch
        {
            // Lossy: 14 bits each after the start code; lossless: 14 bits each, packed, less one; extended: 24 bits each, less one.
            (byte)' ' when bytes[23] == 0x9d && bytes[24] == 0x01 && bytes[25] == 0x2a =>
                (BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3fff, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3fff),
            (byte)'L' when bytes[20] == 0x2f => LosslessSize(BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..])),
            (byte)'X' => (1 + bytes[24] + (bytes[25] << 8) + (bytes[26] << 16), 1 + bytes[27] + (bytes[28] << 8) + (bytes[29] << 16)),
            _ => (0, 0),
        };
        return new("image/webp", width, height);
    }

    private static (int Width, int Height) LosslessSize(uint bits) => ((int)(bits & 0x3fff) + 1, (int)((bits >> 14) & 0x3fff) + 1);

    /// <summary>Its size stands in the frame header, behind segments of any kind and length.</summary>
    private static LogoImage? JpegOrNull(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes[0] != 0xff || bytes[1] != 0xd8)
            return null;
        var at = 2;
        while (at + 9 < bytes.Length && bytes[at] == 0xff)
        {
            var marker = bytes[at + 1];
            // C0 to CF are frames, but for the tables and the reserved one among them.
            if (marker is >= 0xc0 and <= 0xcf and not 0xc4 and not 0xc8 and not 0xcc)
                return new("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            at += marker is 0xff or 0x01 or (>= 0xd0 and <= 0xd7) ? marker == 0xff ? 1 : 2 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }

    private static int Clamped(uint pixels) => pixels > int.MaxValue ? int.MaxValue : (int)pixels;
}
