using System.Text.Json;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>A session whose client takes nothing until the test lets it.</summary>
public abstract class SlowClientTest : PeerTest
{
    private readonly TaskCompletionSource _window = new();

    /// <summary>A text of which two fit into the bound of what waits, and three do not.</summary>
    internal static string Large(char letter) => new(letter, 30_000);

    /// <summary>Lets the client take everything.</summary>
    internal void OpenWindow() => _window.SetResult();

    /// <summary>A session whose send buffer is full.</summary>
    internal async Task<(Side Side, RawSide Raw, SlowSession Session)> CreateFullAsync(SlowPolicy whenSlow = SlowPolicy.Wait, WireFormat format = WireFormat.Json)
    {
        (Side side, RawSide raw) = CreateRaw(format, connection: new WsConnectionOptions { SendHighWaterMark = 1 });
        side.Stream.BeforeWrite = token => _window.Task.WaitAsync(token);
        await side.SendNoteAsync("is being written").Limited();
        await side.SendNoteAsync("fills the buffer").Limited();
        Assert.False(side.Connection.HasRoom);
        return (side, raw, new SlowSession(side.Peer, whenSlow));
    }

    /// <summary>Reads messages and asserts on their texts; those that filled the buffer come first.</summary>
    internal static async Task AssertArriveAsync(RawSide raw, params string[] texts)
    {
        Assert.Equal("is being written", await NextAsync(raw));
        Assert.Equal("fills the buffer", await NextAsync(raw));
        foreach (string text in texts)
            Assert.Equal(text, await NextAsync(raw));
    }

    internal static async Task<string> NextAsync(RawSide raw)
    {
        using var message = JsonDocument.Parse(await raw.NextTextAsync());
        return message.RootElement.GetProperty("params").GetProperty("text").GetString()!;
    }
}
