using System.Text;

namespace TypedWs.Transport;

/// <summary>Reads the beginning of a refusal's body, for the exception that reports it: bounded in bytes and in time.</summary>
internal static class HandshakeBody
{
    private const int MaxBytes = 4096;

    // A body is a courtesy; whoever waits for a connection is not kept from the error for long.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    public static async Task<string> ReadAsync(Stream body, TimeProvider time, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[MaxBytes];
        int length = 0;
        using var limit = new CancellationTokenSource(MaxTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            int count;
            while (length < MaxBytes && (count = await body.ReadAsync(bytes.AsMemory(length), either.Token).ConfigureAwait(false)) > 0)
                length += count;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or HttpRequestException)
        {
            // What has come until then is the body.
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
