using System.Net.Sockets;

namespace TypedWs.AspNetCore.Tests.Hostile.Readers;

/// <summary>A client that writes, reads nothing, and waits for its end.</summary>
internal static class Unread
{
    /// <summary>Sends the bytes, over and over where it says so, until the server cuts the connection.</summary>
    public static async Task<AttackEnd> EndOfAsync(RawClient client, byte[] bytes, bool again = false)
    {
        try
        {
            do
                await client.SendRawAsync(bytes);
            while (again);

            // An end without reading shows as an error of the socket alone.
            Socket socket = client.Handshake.Stream.Socket;
            while (!socket.Poll(TimeSpan.Zero, SelectMode.SelectError))
                await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // The same, seen by a write.
        }

        return AttackEnd.Cut;
    }
}
