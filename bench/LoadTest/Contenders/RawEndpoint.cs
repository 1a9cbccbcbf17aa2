using System.Globalization;
using LoadTest.Messages;

namespace LoadTest.Contenders;

/// <summary>How a client of a raw transport tells the server the size of its messages.</summary>
internal static class RawEndpoint
{
    public static Uri WithSize(Uri uri, int size) => new UriBuilder(uri) { Query = $"size={size}" }.Uri;

    public static int SizeOf(HttpContext context)
        => int.TryParse(context.Request.Query["size"], CultureInfo.InvariantCulture, out int size) ? size : Payload.SmallSize;
}
