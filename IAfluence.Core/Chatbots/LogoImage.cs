using System.Buffers.Binary;

namespace IAfluence.Core.Chatbots;

/// <summary>Why a file cannot be used as a logo.</summary>
public enum LogoFault
{
    None,

    /// <summary>No file, or an empty one.</summary>
    Missing,

    TooHeavy,

    /// <summary>Not a PNG, JPEG or WebP file, whatever its name.</summary>
    NotAnImage,

    TooWide,
}

/// <summary>An image's type and size, read from its content. The file name and the browser's content type are ignored.</summary>
public sealed record LogoImage(string ContentType, int Width, int Height)
{
    public const int MaxBytes = 64 * 1024;
    public const int MaxPixels = 512;

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
            // Lossy: 14 bits each after the start code. Lossless: 14 bits each, packed, minus one. Extended: 24 bits each, minus one.
            (byte)' ' when bytes[23] == 0x9d && bytes[24] == 0x01 && bytes[25] == 0x2a =>
                (BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3fff, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3fff),
            (byte)'L' when bytes[20] == 0x2f => LosslessSize(BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..])),
            (byte)'X' => (1 + bytes[24] + (bytes[25] << 8) + (bytes[26] << 16), 1 + bytes[27] + (bytes[28] << 8) + (bytes[29] << 16)),
            _ => (0, 0),
        };
        return new("image/webp", width, height);
    }

    private static (int Width, int Height) LosslessSize(uint bits) => ((int)(bits & 0x3fff) + 1, (int)((bits >> 14) & 0x3fff) + 1);

    /// <summary>The size is in the frame header, which follows segments of varying type and length.</summary>
    private static LogoImage? JpegOrNull(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes[0] != 0xff || bytes[1] != 0xd8)
            return null;
        var at = 2;
        while (at + 9 < bytes.Length && bytes[at] == 0xff)
        {
            var marker = bytes[at + 1];
            // C0 to CF are frame headers, except the tables (C4, CC) and the reserved C8.
            if (marker is >= 0xc0 and <= 0xcf and not 0xc4 and not 0xc8 and not 0xcc)
                return new("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            at += marker is 0xff or 0x01 or (>= 0xd0 and <= 0xd7) ? marker == 0xff ? 1 : 2 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }

    private static int Clamped(uint pixels) => pixels > int.MaxValue ? int.MaxValue : (int)pixels;
}
