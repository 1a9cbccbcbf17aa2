using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace TypedWs.AspNetCore.Tests.Hostile.Handshakes;

/// <summary>Sends a header that never ends, byte by byte.</summary>
public sealed class DrippingHeaders() : Attack("headers that drip", AttackEnd.Refused(408))
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public override void Configure(WebApplicationBuilder builder)
        => builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1));

    public override async Task<AttackEnd> RunAsync(Target target)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        TcpClient client = await target.OpenAsync();
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync("GET /lab HTTP/1.1\r\nHost: localhost\r\nX-Slow: "u8.ToArray(), token);
        using var reader = new StreamReader(stream, leaveOpen: true);
        Task<string?> answer = reader.ReadLineAsync(token).AsTask();
        try
        {
            while (!answer.IsCompleted)
            {
                await stream.WriteAsync("x"u8.ToArray(), token);
                await Task.WhenAny(answer, Task.Delay(Pause, token));
            }
        }
        catch (IOException)
        {
            // The server has answered and takes no more.
        }

        return AttackEnd.Refused(int.Parse((await answer)!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
