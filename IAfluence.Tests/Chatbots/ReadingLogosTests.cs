using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Chatbots;

/// <summary>What a file is, is read from the file.</summary>
public sealed class ReadingLogosTests
{
    [Theory]
    [InlineData("image/jpeg", "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAYACgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAQF/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AjAKmQAAAAAAAAAA//9k=")]
    [InlineData("image/webp", "UklGRkYAAABXRUJQVlA4IDoAAAAwAwCdASooABgAPtFmrFCoJaQipWgBABoJZwDI1A8KmggAAP7q1HtlAn5B/oV6y++n/BfWDNqMAAAA")]
    [InlineData("image/webp", "UklGRh4AAABXRUJQVlA4TBEAAAAvJ8AFAAdQtS6Urv+BiOh/AAA=")]
    [InlineData("image/webp", "UklGRm4AAABXRUJQVlA4WAoAAAAQAAAAJwAAFwAAQUxQSAoAAAABB1DAiAhERP8DVlA4ID4AAABwAwCdASooABgAPpFGnkslo6KhpWgAsBIJZwDMDoAAK/fMhwAA/u52f8ikWMrf/wrW9nsDygzQP3HUGLAAAA==")]
    public void A_jpeg_and_each_kind_of_webp_has_its_kind_and_size(string contentType, string file) =>
        Assert.Equal((new LogoImage(contentType, 40, 24), LogoFault.None), LogoImage.Read(Convert.FromBase64String(file)));

    [Fact]
    public void A_png_has_its_kind_and_size() => Assert.Equal((new LogoImage("image/png", 40, 24), LogoFault.None), LogoImage.Read(Images.Png(40, 24)));

    [Theory]
    [InlineData(512, 512, LogoFault.None)]
    [InlineData(513, 10, LogoFault.TooWide)]
    [InlineData(10, 513, LogoFault.TooWide)]
    public void No_side_is_longer_than_512_pixels(int width, int height, LogoFault fault) => Assert.Equal(fault, LogoImage.Read(Images.Png(width, height)).Fault);

    [Theory]
    [InlineData("")]
    [InlineData("GIF89a")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'></svg>")]
    [InlineData("\u0089PNG\r\n\u001a\n")]
    [InlineData("RIFFxxxxWEBPVP8 ")]
    [InlineData("RIFFxxxxWEBPVP8Zaaaaaaaaaaaaaaaaaaaa")]
    public void File_that_is_no_image_is_refused(string text)
    {
        var (image, fault) = LogoImage.Read(System.Text.Encoding.Latin1.GetBytes(text));

        Assert.Null(image);
        Assert.Equal(text.Length == 0 ? LogoFault.Missing : LogoFault.NotAnImage, fault);
    }

    [Fact]
    public void A_jpeg_that_is_cut_off_or_goes_round_is_none()
    {
        byte[][] files = [[0xff, 0xd8, 0xff, 0xc0], [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xe0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff], [0xff, 0xd8, .. new byte[200]]];

        Assert.All(files, file => Assert.Equal(LogoFault.NotAnImage, LogoImage.Read(file).Fault));
    }
}
